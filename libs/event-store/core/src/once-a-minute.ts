const MINUTE_MS = 60_000;
/** Reasons may hold addresses or positions: this many are remembered. */
const MAX_REASONS = 100;

/** True for a reason that was not let through within the last minute. */
export function createOnceAMinute(): (reason: string) => boolean {
  const passedAt = new Map<string, number>();
  return (reason) => {
    const now = performance.now();
    if (now - (passedAt.get(reason) ?? -Infinity) < MINUTE_MS) return false;
    passedAt.delete(reason);
    passedAt.set(reason, now);
    for (const oldest of passedAt.keys()) {
      if (passedAt.size <= MAX_REASONS) break;
      passedAt.delete(oldest);
    }
    return true;
  };
}
