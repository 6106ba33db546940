import {
  createInMemoryEventStore,
  type EventStore,
  type NewEvent,
  StoreConflict,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { appendSurely } from './append-surely';

type Outcome = 'stored, not told' | 'lost' | 'away' | 'told';

const stream = `apikey-${randomUUID()}`;
const events = (): NewEvent[] => [{ id: randomUUID(), type: 'KeyRevoked', data: {}, metadata: {} }];

/** A store whose attempts end as told, the last way for ever. */
const storeThat = (...outcomes: readonly Outcome[]) => {
  const store = createInMemoryEventStore();
  let attempts = 0;
  const append: EventStore['append'] = async (...args) => {
    const outcome = outcomes[Math.min(attempts, outcomes.length - 1)];
    attempts += 1;
    if (outcome === 'away') throw new StoreUnavailable('away');
    if (outcome === 'lost') throw new UnknownOutcome('no answer');
    const result = await store.append(...args);
    if (outcome === 'told') return result;
    throw new UnknownOutcome('no answer');
  };
  const stored = async () => (await Array.fromAsync(store.read(stream))).length;
  return { store: { append }, attempts: () => attempts, stored };
};

describe('an append', () => {
  test('that was never begun, because the store is away, is reported as such and not repeated', async () => {
    const { store, attempts } = storeThat('away');
    await expect(appendSurely(store, stream, 'no-stream', events())).rejects.toBeInstanceOf(StoreUnavailable);
    expect(attempts()).toBe(1);
  });

  test('of unknown outcome stays unknown when the store is away from then on: it may be stored', async () => {
    const { store, stored } = storeThat('stored, not told', 'away');
    await expect(appendSurely(store, stream, 'no-stream', events(), 100)).rejects.toBeInstanceOf(UnknownOutcome);
    expect(await stored()).toBe(1);
  });

  test.each<[Outcome, ...Outcome[]]>([
    ['stored, not told', 'away', 'told'],
    ['lost', 'away', 'told'],
    ['lost', 'stored, not told', 'away', 'lost', 'told'],
  ])('that went %s, %s, %s is repeated until it is known, and stored once', async (...outcomes) => {
    const { store, stored, attempts } = storeThat(...outcomes);
    await expect(appendSurely(store, stream, 'no-stream', events())).resolves.toMatchObject({ version: 0 });
    expect([attempts(), await stored()]).toEqual([outcomes.length, 1]);
  });

  test('of unknown outcome that turns out to be a conflict is one: the store has judged it', async () => {
    const { store, attempts } = storeThat('lost', 'told');
    await store.append(stream, 'no-stream', events()).catch(() => undefined);
    await store.append(stream, 'no-stream', events());
    await expect(appendSurely(store, stream, 'no-stream', events())).rejects.toBeInstanceOf(StoreConflict);
    expect(attempts()).toBe(3);
  });
});
