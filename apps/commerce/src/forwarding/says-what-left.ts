import { Problem } from '@latchkey/platform';
import type { Stopwatch } from './server-timing';
import { withOutbound } from './with-outbound';

/**
 * Errors of a forward say whether any of it left, and how long its parts took. Of one that failed before its idempotency
 * record was looked at nothing left, but a request before it may have: a repeat must not say `not_sent` then.
 */
export async function saysWhatLeft<T>(
  stopwatch: Stopwatch,
  work: () => Promise<T>,
  wasBegun: () => Promise<boolean>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof Problem && error.outbound !== undefined;
    const mayHaveLeft = !known && (await wasBegun().catch(() => true));
    throw withOutbound(error, mayHaveLeft ? 'unknown' : 'not_sent', { 'server-timing': stopwatch.header() });
  }
}
