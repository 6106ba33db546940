import { StoreUnavailable } from './errors';
import type { Delivery, EventStore, Position } from './event-store.port';
import type { FollowStatus } from './follow-log';
import { fastStore, fill, follow, memory, neverAnswers, waitFor } from './testing/follower';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const following = ({ state }: FollowStatus) => state === 'following';

describe('followLog', () => {
  test('hands over every event once, in order, and saves a checkpoint only behind what was handled', async () => {
    const store = fastStore();
    await fill(store, 10);
    const ahead: string[] = [];
    let handled = 0;
    const follower = follow(store, {
      handle: ({ events }) => void (handled += events.length),
      checkpoint: {
        load: async () => undefined,
        save: async (position) => {
          if (Number(position.split(':')[1]) > handled) ahead.push(position);
        },
        reset: async () => undefined,
      },
    });
    await follower.until(following);
    await fill(store, 5, 10);
    await follower.until(() => handled === 15);
    await follower.stop();
    expect(ahead).toEqual([]);
  });

  test('goes on from its checkpoint after an outage, repeats nothing, and says what happened', async () => {
    const store = fastStore();
    await fill(store, 10);
    let cut = 0;
    const flaky: Pick<EventStore, 'subscribe'> = {
      async *subscribe(options, signal) {
        for await (const delivery of store.subscribe(options, signal)) {
          yield delivery;
          if (delivery.kind === 'progress' && cut++ < 3) throw new StoreUnavailable('cut');
        }
      },
    };
    const states: string[] = [];
    const follower = follow(flaky, { onStatus: ({ state }) => void states.push(state), checkpoint: memory() });
    await waitFor(() => states.includes('following'));
    await follower.stop();
    expect(follower.state.handled).toEqual(numbers(10));
    expect(states).toContain('interrupted');
    expect(follower.state.warnings).toContain('the event log is out of reach; trying again');
  });

  test('a subscription that simply ends counts as an outage', async () => {
    const store = fastStore();
    await fill(store, 2);
    let subscriptions = 0;
    const ending: Pick<EventStore, 'subscribe'> = {
      async *subscribe(options, signal) {
        if (subscriptions++ > 0) yield* store.subscribe(options, signal);
      },
    };
    const follower = follow(ending);
    await follower.until(following);
    await follower.stop();
    expect(follower.state.handled).toEqual([0, 1]);
  });

  test('a subscription that falls silent counts as an outage', async () => {
    const store = fastStore();
    await fill(store, 2);
    let subscriptions = 0;
    const hanging: Pick<EventStore, 'subscribe'> = {
      subscribe: (options, signal) => (subscriptions++ === 0 ? neverAnswers() : store.subscribe(options, signal)),
    };
    const follower = follow(hanging, { silenceMs: 20 });
    await follower.until(following);
    await follower.stop();
    expect(follower.state.handled).toEqual([0, 1]);
  });

  test('when handling fails the batch comes again, and the checkpoint has not moved past it', async () => {
    const store = fastStore();
    await fill(store, 4);
    let failures = 2;
    const seen: unknown[] = [];
    const follower = follow(store, {
      handle: ({ events }) => {
        if (failures-- > 0) throw new Error('read model is away');
        seen.push(...events.map(({ data }) => data.index));
      },
    });
    await follower.until(following);
    await follower.stop();
    expect(seen).toEqual(numbers(4));
  });

  test('a checkpoint of another log is refused: everything is forgotten and rebuilt, with a line that says why', async () => {
    const [old, store] = [fastStore(), fastStore()];
    await fill(old, 9);
    await fill(store, 4);
    const checkpoint = memory(await old.head());
    const follower = follow(store, { checkpoint });
    await follower.until(following);
    await follower.stop();
    expect(follower.state.handled).toEqual(numbers(4));
    expect(checkpoint.resets).toEqual([expect.stringMatching(/another log.*rebuilding/)]);
    expect(follower.state.warnings).toEqual(checkpoint.resets);
    expect(await checkpoint.load()).toBe(await store.head());
  });

  test('a reset that fails is tried again before anything is handled', async () => {
    const store = fastStore();
    await fill(store, 1);
    const checkpoint = memory('rubbish' as Position);
    let failures = 2;
    const reset = async (reason: string) => {
      if (failures-- > 0) throw new Error('read model is away');
      await checkpoint.reset(reason);
    };
    const follower = follow(store, { checkpoint: { ...checkpoint, reset } });
    await follower.until(following);
    await follower.stop();
    expect(follower.state.handled).toEqual([0]);
    expect(checkpoint.resets).toHaveLength(1);
  });

  test('what the prefixes leave out moves the checkpoint all the same', async () => {
    const store = fastStore();
    await fill(store, 7, 0, 'account-1');
    const follower = follow(store, { streamPrefixes: ['apikey-'] });
    const status = await follower.until(following);
    await follower.stop();
    expect(follower.state.handled).toEqual([]);
    expect(status.position).toBe(await store.head());
    expect(follower.state.saved).toBe(await store.head());
  });

  test('contact is as old as the beginning of the look, not as its handling', async () => {
    const store = fastStore();
    await fill(store, 2);
    const handledAt: number[] = [];
    const follower = follow(store, {
      handle: async () => {
        await waitFor(() => true);
        handledAt.push(performance.now());
      },
    });
    const status = await follower.until(following);
    await follower.stop();
    expect(status.contact?.monotonicMs).toBeLessThan(handledAt[0] ?? 0);
    expect(status.caughtUp).toEqual(status.contact);
  });

  test('an outage leaves the time of the last contact as it was; the next look renews it', async () => {
    const store = fastStore();
    let away = false;
    const flaky: Pick<EventStore, 'subscribe'> = {
      async *subscribe(options, signal): AsyncIterable<Delivery> {
        for await (const delivery of store.subscribe(options, signal)) {
          if (away) throw new StoreUnavailable('away');
          yield delivery;
        }
      },
    };
    const follower = follow(flaky);
    await follower.until(following);
    away = true;
    const lost = await follower.until(({ state }) => state === 'interrupted');
    const again = await follower.until(({ state, error }) => state === 'interrupted' && error !== lost.error);
    expect(again.contact).toEqual(lost.contact);
    away = false;
    const back = await follower.until(({ contact }) => (contact?.monotonicMs ?? 0) > (lost.contact?.monotonicMs ?? 0));
    await follower.stop();
    expect(back).not.toHaveProperty('error');
  });

  test('stopped in the middle of a batch it handles it to the end, saves its checkpoint, and takes no other', async () => {
    const store = fastStore();
    await fill(store, 6);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const checkpoint = memory();
    let batches = 0;
    const follower = follow(store, {
      checkpoint,
      handle: async () => {
        batches++;
        begin();
        await gate;
      },
    });
    await begun;
    const stopped = follower.stop();
    open();
    await stopped;
    expect(batches).toBe(1);
    expect(await checkpoint.load()).toMatch(/:0*3$/);
  });

  test('stops at once, also when the store hangs', async () => {
    const follower = follow({ subscribe: () => neverAnswers() });
    await follower.stop();
    expect(follower.state.handled).toEqual([]);
  });
});
