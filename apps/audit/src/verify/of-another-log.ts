import type { LogIdentity } from '../sources/log-source';
import type { Finding } from './finding';
import type { GoodSeal } from './judge-seals';

/**
 * Seals that stand beside a log and are not its own. Of heads that were kept outside none is asked: a copy, whose id is
 * another one, must agree with what was sealed of the log that it was copied from.
 */
export function ofAnotherLog(seals: readonly GoodSeal[], { log, logId }: LogIdentity): Finding[] {
  return seals
    .filter((seal) => seal.log_id !== logId || seal.log !== log)
    .slice(0, TOLD)
    .map(({ size }) => ({
      kind: 'seal-bad',
      from: null,
      to: null,
      message: `the seal of size ${size} is of another log`,
    }));
}

const TOLD = 20;
