import { accept, metadataOf, reject } from '@latchkey/accounts-domain';
import {
  createInMemoryEventStore,
  type EventStore,
  StoreConflict,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { type KeyEvent, keyStream } from '@latchkey/keys-domain';
import { randomUUID } from 'node:crypto';
import { appendSurely } from './append-surely';
import { commit, type StreamEnd } from './commit';
import { newEvents } from './new-events';

const accountId = randomUUID();
const context = (commandId: string) => ({
  commandId,
  actor: { type: 'operator', id: 'ada' } as const,
  requestId: 'r-1',
  time: '2026-01-01T00:00:00.000Z',
});
const revoked = (keyId: string, commandId: string) => ({
  type: 'KeyRevoked' as const,
  data: { accountId, keyId },
  metadata: metadataOf(context(commandId)),
});

const setUp = () => {
  const store = createInMemoryEventStore();
  const keyId = randomUUID();
  const stream = keyStream(keyId);
  const load = async (): Promise<StreamEnd> => {
    const last = (await Array.fromAsync(store.read(stream))).at(-1);
    return { version: last?.version ?? -1, position: last?.position };
  };
  const change = (over: { store?: Pick<EventStore, 'append'>; commandId?: string } = {}) => {
    const commandId = over.commandId ?? randomUUID();
    return { store, stream, load, commandId, decide: () => accept(revoked(keyId, commandId)), ...over };
  };
  const events = async () => (await Array.fromAsync(store.read(stream))).length;
  return { store, stream, load, change, events };
};

describe('commit', () => {
  test('appends what was decided and says where', async () => {
    const { change, load, events } = setUp();
    const committed = await commit(change());
    expect(committed.before.version).toBe(-1);
    expect(committed.position).toBe((await load()).position);
    expect([committed.events.length, await events()]).toEqual([1, 1]);
  });

  test('appends nothing where nothing was decided, and names the stream’s end', async () => {
    const { change, load, events } = setUp();
    await commit(change());
    const committed = await commit({ ...change(), decide: () => accept<KeyEvent>() });
    expect([committed.position, committed.events, await events()]).toEqual([(await load()).position, [], 1]);
  });

  test('throws a refusal with its classifier and words', async () => {
    const { change } = setUp();
    const refused = commit({ ...change(), decide: () => reject('merchant_removed', 'It was removed.') });
    await expect(refused).rejects.toMatchObject({
      status: 409,
      classifier: 'merchant_removed',
      detail: 'It was removed.',
    });
  });

  test('decides anew when somebody else was faster', async () => {
    const { change, store, events } = setUp();
    const other = change();
    let raced = false;
    const mine = change({
      store: {
        append: async (...args) => {
          if (!raced) {
            raced = true;
            await commit(other);
          }
          return store.append(...args);
        },
      },
    });
    const { before } = await commit(mine);
    expect([before.version, await events()]).toEqual([0, 2]);
  });

  test('keeps at it however often others are faster, while there is time', async () => {
    const { change, store, stream, events } = setUp();
    let losses = 0;
    const append: EventStore['append'] = async (...args) => {
      if (losses === 20) return store.append(...args);
      losses += 1;
      throw new StoreConflict(stream, 'no-stream', 0);
    };
    await commit(change({ store: { append } }), Infinity);
    expect([losses, await events()]).toEqual([20, 1]);
  });

  test('gives up as a conflict when the time is used up', async () => {
    const { change, stream } = setUp();
    const append = async () => {
      throw new StoreConflict(stream, 'no-stream', 0);
    };
    await expect(commit(change({ store: { append } }), 0)).rejects.toMatchObject({ classifier: 'conflict' });
  });
});

describe('an append of unknown outcome', () => {
  const append = (setup: ReturnType<typeof setUp>, outcomes: readonly ('stored' | 'lost')[], budgetMs?: number) => {
    const commandId = randomUUID();
    const events = newEvents(commandId, [revoked(randomUUID(), commandId)]);
    let calls = 0;
    const flaky: Pick<EventStore, 'append'> = {
      append: async (...args) => {
        const outcome = outcomes[calls++];
        if (outcome !== 'lost') {
          const result = await setup.store.append(...args);
          if (outcome === undefined) return result;
        }
        throw new UnknownOutcome('no answer');
      },
    };
    return appendSurely(flaky, setup.stream, 'no-stream', events, budgetMs);
  };

  test.each([[['stored']], [['lost']], [['lost', 'stored', 'lost']]] as const)(
    'after %j is repeated until it is known, and stored once',
    async (outcomes) => {
      const setup = setUp();
      const { position } = await append(setup, outcomes);
      expect([position, await setup.events()]).toEqual([(await setup.load()).position, 1]);
    },
  );

  test('stays unknown when the time is used up', async () => {
    await expect(append(setUp(), Array<'lost'>(50).fill('lost'), 30)).rejects.toBeInstanceOf(UnknownOutcome);
  });

  test('is the only thing that is repeated', async () => {
    let calls = 0;
    const unavailable = async () => {
      calls += 1;
      throw new StoreUnavailable('away');
    };
    await expect(appendSurely({ append: unavailable }, 'apikey-x', 'no-stream', [])).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
    expect(calls).toBe(1);
  });
});
