import type { EventStore, NewEvent } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';

const ACCOUNT = '10000000-0000-4000-8000-000000000001';
const APPENDS_AT_ONCE = 64;

/** Events `from` to `to` (excluded) of a key's stream: it is created, then given one label after the other. */
export const eventsOfKey = (keyId: string, from: number, to: number): NewEvent[] =>
  Array.from({ length: to - from }, (_, index) => ({
    id: randomUUID(),
    type: from + index === 0 ? 'KeyCreated' : 'KeyLabeled',
    data: {
      accountId: ACCOUNT,
      keyId,
      label: `Label ${from + index}`,
      ...(from + index === 0
        ? {
            display: 'lk_test_3fK9aB…x7Qe',
            scope: null,
            verifier: { value: 'A'.repeat(43), pepperVersion: 1 },
            replaces: null,
          }
        : {}),
    },
    metadata: {
      schemaVersion: 1,
      actor: { type: 'operator', id: 'test' },
      correlationId: 'test',
      causationId: ACCOUNT,
      time: '2026-11-23T10:00:00.000Z',
    },
  }));

/** Appends the life of `keys` keys, each of `eventsPerKey` events one by one, many keys at once. Answers their ids. */
export const appendKeyEvents = async (
  store: Pick<EventStore, 'append'>,
  keys: number,
  eventsPerKey: number,
): Promise<string[]> => {
  const ids = Array.from({ length: keys }, () => randomUUID() as string);
  const waiting = [...ids];
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const [version, event] of eventsOfKey(id, 0, eventsPerKey).entries()) {
        await store.append(`apikey-${id}`, version === 0 ? 'no-stream' : version - 1, [event]);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(keys, APPENDS_AT_ONCE) }, worker));
  return ids;
};
