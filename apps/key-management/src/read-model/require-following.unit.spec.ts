import { createInMemoryEventStore, type FollowStatus } from '@latchkey/event-store';
import { metadataOf } from '@latchkey/accounts-domain';
import { randomUUID } from 'node:crypto';
import { until } from '../testing/until';
import { createProjector } from './projector';
import { requireFollowing } from './require-following';

const judged = (status: FollowStatus | undefined, nowMs?: number): string => {
  try {
    requireFollowing(status, nowMs);
    return 'ready';
  } catch (error) {
    return String(error);
  }
};
const at = (monotonicMs: number) => ({ monotonicMs, wallMs: 0 });
const following: FollowStatus = { state: 'following', position: undefined, contact: at(1_000), caughtUp: at(1_000) };

describe('the read model is ready', () => {
  test('while it follows, and for 10 s after the last that was heard of it', () => {
    expect(judged(following, 11_000)).toBe('ready');
    expect(judged({ ...following, caughtUp: at(-60_000) }, 1_000)).toBe('ready');
    expect(judged(following, 11_001)).toMatch(/more than 10 s/);
  });

  test.each<[FollowStatus | undefined, RegExp]>([
    [undefined, /starting/],
    [{ ...following, state: 'replaying' }, /replaying/],
    [{ ...following, state: 'interrupted' }, /interrupted/],
    [{ ...following, contact: undefined }, /more than 10 s/],
  ])('but not as %j', (status, expected) => expect(judged(status, 1_000)).toMatch(expected));

  test('not while its projector hangs in a batch, whatever it says of itself', async () => {
    const store = createInMemoryEventStore();
    const { promise: hung, resolve: hangs } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
    const readModel = {
      checkpoint: async () => undefined,
      reset: async () => undefined,
      advance: () => (hangs(), goOn),
    };
    const projector = createProjector({ store, readModel: readModel as never, log: { warn: () => undefined } });
    const end = new AbortController();
    const running = projector.run(end.signal);
    // An empty log hands over its beginning: a batch of nothing.
    await hung;
    release();
    await until(async () => judged(projector.status()) === 'ready');
    const { promise: hungAgain, resolve: hangsAgain } = Promise.withResolvers<void>();
    const { promise: goOnAgain, resolve: releaseAgain } = Promise.withResolvers<void>();
    readModel.advance = () => (hangsAgain(), goOnAgain);
    const metadata = metadataOf({
      commandId: randomUUID(),
      actor: { type: 'system', id: 'x' },
      requestId: 'r',
      time: '',
    });
    await store.append(`account-${randomUUID()}`, 'no-stream', [
      { id: randomUUID(), type: 'X', data: {}, metadata: { ...metadata } },
    ]);
    await hungAgain;
    expect(projector.status()?.state).toBe('following');
    expect(judged(projector.status(), performance.now() + 10_001)).toMatch(/more than 10 s/);
    end.abort();
    releaseAgain();
    await running;
  });
});
