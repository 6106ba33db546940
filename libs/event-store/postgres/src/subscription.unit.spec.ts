import type { Delivery, RecordedEvent } from '@latchkey/event-store';
import type { LogPage } from './look-at-log';
import { subscription } from './subscription';

const LOG = '0b5f6b64-40d5-491e-99b0-da01ff1f3341';
const event = (position: number) => ({ version: position }) as RecordedEvent;

/** A log with `head` events, and every look at it in the order in which they began. */
function watchedLog(head: number) {
  const looks: number[] = [];
  const look = async ({ after, pageSize }: { after: number; pageSize: number }): Promise<LogPage> => {
    looks.push(after);
    const through = Math.min(after + pageSize, head);
    const events = Array.from({ length: through - after }, (_, at) => event(after + at + 1));
    return { logId: LOG, head, events, through };
  };
  return { looks, look };
}

const follow = (log: ReturnType<typeof watchedLog>) =>
  subscription({ pageSize: 2, pollMs: 1, look: log.look }, { streamPrefixes: [] }, new AbortController().signal)[
    Symbol.asyncIterator
  ]();

test('while a page is handled the next one is under way', async () => {
  const log = watchedLog(5);
  const deliveries = follow(log);
  expect((await deliveries.next()).value).toMatchObject({ kind: 'event', event: { version: 1 } });
  expect(log.looks).toEqual([0, 2]);
});

test('only a look that began when the consumer asked tells it that it has caught up', async () => {
  const log = watchedLog(4);
  const deliveries = follow(log);
  const kinds: string[] = [];
  for (;;) {
    const { value } = (await deliveries.next()) as { value: Delivery };
    kinds.push(value.kind);
    if (value.kind === 'caught-up') break;
  }
  expect(kinds).toEqual(['event', 'event', 'progress', 'event', 'event', 'progress', 'caught-up']);
  // The second look found the end too, but it had begun while the first page was handled.
  expect(log.looks).toEqual([0, 2, 4]);
});
