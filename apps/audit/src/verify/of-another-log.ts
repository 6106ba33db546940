import type { Seal } from '@latchkey/seals';
import type { LogIdentity } from '../sources/log-source';
import type { Finding } from './finding';

/**
 * Seals that stand beside a log and are not its own. Of heads that were kept outside none is asked: a copy, whose id is
 * another one, must agree with what was sealed of the log that it was copied from.
 */
export function ofAnotherLog(seals: readonly Seal[], { log, logId }: LogIdentity): Finding[] {
  return seals
    .filter((seal) => seal.log_id !== logId || seal.log !== log)
    .map(({ size }) => ({
      kind: 'seal-bad',
      from: null,
      to: null,
      message: `the seal of size ${size} is of another log`,
    }));
}
