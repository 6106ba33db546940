import type { SealedLog } from '@latchkey/seals';
import type { Finding } from './finding';
import type { GoodSeal } from './judge-seals';

export interface GoneQuestion {
  /** So many of the first. */
  readonly gone: number;
  readonly log: SealedLog;
  /** Ascending. */
  readonly seals: readonly GoodSeal[];
  readonly now: Date;
}

/**
 * Retention takes what is sealed and old enough, and who removes the first rows by hand leaves the same behind. A row came
 * after each seal that does not cover it, and the time of a seal is signed: a row that was too young to go is told from that.
 */
export function judgeGone({ gone, log, seals, now }: GoneQuestion): Finding[] {
  const sealed = seals.at(-1)?.size;
  if (gone === 0 || sealed === undefined) return [];
  if (gone > sealed) {
    return [took(sealed, gone, 'though no seal covers them: retention takes what is sealed')];
  }
  const days = KEPT_DAYS[log] - MARGIN_DAYS;
  const young = seals.find(({ size, time }) => size < gone && Date.parse(time) > now.getTime() - days * DAY_MS);
  if (!young) return [];
  const why = `though they came after the seal of size ${young.size}, which is not ${days} days old: retention takes nothing so young`;
  return [took(young.size, gone, why)];
}

/** At least so long a row stays, whatever the setting says. */
const KEPT_DAYS: Record<SealedLog, number> = { events: Infinity, accesses: 90, 'user-actions': 30 };
/** For clocks, and for records that were written late. */
const MARGIN_DAYS = 7;
const DAY_MS = 86_400_000;

const took = (after: number, through: number, why: string): Finding => ({
  kind: 'event-missing',
  from: after + 1,
  to: through,
  message: `rows ${after + 1} to ${through} are gone, ${why}`,
});
