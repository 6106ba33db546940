import { StoreConflict, StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { storeProblem } from './store-problem';

test.each([
  [new UnknownOutcome('x'), 'write_unconfirmed'],
  [new StoreUnavailable('x'), 'store_unavailable'],
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'database_unavailable'],
  [
    Object.assign(new Error('x'), { driverError: Object.assign(new Error('y'), { code: '57P01' }) }),
    'database_unavailable',
  ],
  [
    Object.assign(new Error('x'), { driverError: Object.assign(new Error('y'), { code: '57014' }) }),
    'database_unavailable',
  ],
  [Object.assign(new Error('x'), { code: '55P03' }), 'database_unavailable'],
  [Object.assign(new Error('x'), { code: '42P01' }), undefined],
  [new StoreConflict('s', 0, 1), undefined],
  [new TypeError('a bug'), undefined],
])('%s is answered as %s', (error, classifier) => expect(storeProblem(error)?.classifier).toBe(classifier));
