/** An event's own time in milliseconds; null for what is no time. */
export function timeOf(metadata: unknown): number | null {
  const time = typeof metadata === 'object' && metadata !== null && 'time' in metadata ? metadata.time : null;
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** The time at which an event counts: the largest of its own and all before it, so that no skewed clock reorders history. */
export const effectiveTime = (beforeMs: number | null, ownMs: number): number =>
  beforeMs === null ? ownMs : Math.max(beforeMs, ownMs);

export const isoTime = (ms: number): string => new Date(ms).toISOString();
