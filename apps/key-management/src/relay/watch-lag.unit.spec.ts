import { formatPosition, type Position } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { until } from '../testing/until';
import { watchLag } from './watch-lag';

const LOG = randomUUID();
const at = (ordinal: number, log = LOG) => formatPosition(log, ordinal);

const lagOf = async (head: () => Promise<Position>, position?: Position): Promise<number> => {
  const abort = new AbortController();
  let looked = 0;
  const lag = watchLag({ head: () => (looked++, head()) }, () => position);
  expect(lag.events()).toBeNaN();
  const running = lag.run(abort.signal);
  await until(() => looked > 0);
  abort.abort();
  await running;
  return lag.events();
};

test.each<[string, Position, Position | undefined, number]>([
  ['nothing was published', at(7), undefined, 7],
  ['some was', at(7), at(4), 3],
  ['all was', at(7), at(7), 0],
  ['more was than there was at the last look', at(7), at(9), 0],
  ['the log is another one', at(7), at(4, randomUUID()), NaN],
  ['positions do not count events, as those of EventStoreDB', `${LOG}:${'1'.repeat(40)}` as Position, undefined, NaN],
])('%s', async (_, head, position, events) => {
  expect(await lagOf(async () => head, position)).toBe(events);
});

test('the log is out of reach: nobody knows', async () => {
  expect(await lagOf(() => Promise.reject(new Error('away')))).toBeNaN();
});
