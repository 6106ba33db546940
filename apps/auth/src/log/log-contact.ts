import type { FollowStatus, Moment } from '@latchkey/event-store';

/** Both clocks, for tests to stop. */
export interface Clocks {
  /** As `performance.now()`. */
  monotonicMs(): number;
  /** As `Date.now()`. */
  wallMs(): number;
}

export const systemClocks: Clocks = { monotonicMs: () => performance.now(), wallMs: () => Date.now() };

/** Without contact for this long, no verdict is given. */
export const MAX_SILENCE_MS = 5_000;

export type Contact =
  | { readonly ok: true; readonly ageMs: number }
  | { readonly ok: false; readonly reason: 'replaying' | 'lost'; readonly ageMs: number | null };

export interface LogContact {
  update(status: FollowStatus): void;
  /** Is everything known that was in the log at most `MAX_SILENCE_MS` ago? */
  now(): Contact;
  status(): FollowStatus | null;
}

/**
 * What counts is the latest look that reached the end of the log, and when that look began. Lost is what either clock
 * says: a suspended machine stops the monotonic one, an administrator may set the other.
 */
export function createLogContact(clocks: Clocks = systemClocks): LogContact {
  let status: FollowStatus | null = null;
  return {
    update: (next) => {
      status = next;
    },
    now() {
      const caughtUp = status?.caughtUp;
      if (caughtUp === undefined) return { ok: false, reason: 'replaying', ageMs: null };
      const ageMs = ageOf(caughtUp, clocks);
      return ageMs < MAX_SILENCE_MS ? { ok: true, ageMs } : { ok: false, reason: 'lost', ageMs };
    },
    status: () => status,
  };
}

const ageOf = (since: Moment, clocks: Clocks): number =>
  Math.max(clocks.monotonicMs() - since.monotonicMs, clocks.wallMs() - since.wallMs);
