/** Two clocks, because a suspended machine stops the first and an administrator sets the second. Milliseconds. */
export interface Clock {
  monotonicMs(): number;
  wallMs(): number;
}

export const systemClock: Clock = { monotonicMs: () => performance.now(), wallMs: () => Date.now() };

export interface Instant {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export const now = (clock: Clock): Instant => ({ monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() });

/** How old it is by the clock that says more. */
export const ageMs = (since: Instant, clock: Clock): number =>
  Math.max(clock.monotonicMs() - since.monotonicMs, clock.wallMs() - since.wallMs);
