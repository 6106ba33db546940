import { jest } from '@jest/globals';
import type { FollowLogOptions, FollowStatus } from './follow-log';
import { fastStore, fill, follow, memory, neverAnswers, waitFor } from './testing/follower';

const following = ({ state }: FollowStatus) => state === 'following';

describe('what followLog logs of interruptions', () => {
  const LOG = 'the event log is out of reach; trying again';
  const HANDLER = 'the events cannot be handled; trying again';
  const CHECKPOINT = 'the checkpoint cannot be read or stored; trying again';
  const fail = (message: string) => () => Promise.reject(new Error(message));
  afterEach(() => jest.restoreAllMocks());

  test.each([
    ['the log', LOG, { store: { subscribe: () => neverAnswers() }, silenceMs: 1 }],
    ['the handler', HANDLER, { handle: fail('unreadable event') }],
    ['the checkpoint when it is read', CHECKPOINT, { checkpoint: { ...memory(), load: fail('away') } }],
    ['the checkpoint when it is stored', CHECKPOINT, { checkpoint: { ...memory(), save: fail('away') } }],
  ] satisfies [string, string, Partial<FollowLogOptions>][])(
    'names %s if that failed, once and not at each retry',
    async (_, message, change) => {
      const store = fastStore();
      await fill(store, 1);
      let interruptions = 0;
      const onStatus = ({ state }: FollowStatus) => void (state === 'interrupted' && interruptions++);
      const follower = follow(store, { onStatus, ...change });
      await waitFor(() => interruptions >= 5);
      await follower.stop();
      expect(follower.state.warnings).toEqual([message]);
    },
  );

  test('each new reason is a line, the same one again only after a minute', async () => {
    const store = fastStore();
    await fill(store, 1);
    let now = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const reasons = ['a', 'a', 'b', 'a', 'b', 'later', 'a', 'a'];
    const lines: unknown[] = [];
    const follower = follow(store, {
      log: { warn: ({ err }: { err?: Error }) => void lines.push(err?.message) },
      handle: () => {
        const reason = reasons.shift();
        // A little more than a minute: sums of floating-point times are not exact.
        if (reason === 'later') now += 60_001;
        if (reason !== undefined) throw new Error(reason);
      },
    });
    await follower.until(following);
    await follower.stop();
    expect(lines).toEqual(['a', 'b', 'later', 'a']);
  });
});
