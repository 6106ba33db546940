import type { FollowStatus } from '@latchkey/event-store';

/** A follower looks at the log many times a second, and a batch is applied within the statements' timeout of 5 s. */
const MAX_SILENCE_MS = 10_000;

/** Throws, with why, unless the read model follows the log. One that hangs in a batch says that it follows: its age tells. */
export const requireFollowing = (status: FollowStatus | undefined, nowMs = performance.now()): void => {
  if (status?.state !== 'following') throw new Error(`the read model is ${status?.state ?? 'starting'}`);
  const silentMs = nowMs - (status.contact?.monotonicMs ?? -Infinity);
  if (silentMs > MAX_SILENCE_MS) throw new Error('the read model has handled nothing of the log for more than 10 s');
};
