import { isOutage } from './is-outage';

const coded = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['the server cannot be reached', 'ECONNREFUSED'],
  ['the disk is full', '53100'],
  ['a statement took too long', '57014'],
  ['a lock was waited for in vain', '55P03'],
  ['two instances were in each other’s way', '40P01'],
])('%s: waited for, so that no event becomes a dead letter', (_, code) => expect(isOutage(coded(code))).toBe(true));

test.each([
  ['a key is there already', '23505'],
  ['a text that is no number', '22P02'],
])('%s: the event’s fault, or the handler’s', (_, code) => expect(isOutage(coded(code))).toBe(false));

test('what is no error of PostgreSQL is a fault of the handler', () => expect(isOutage(new Error('x'))).toBe(false));
