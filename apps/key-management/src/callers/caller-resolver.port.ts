import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './caller';

/**
 * One way to say who one is. The guard asks each resolver in order; the first whose credential is present decides, and
 * none of the others is asked. A resolver for sessions will be one more of these.
 */
export interface CallerResolver {
  /**
   * Undefined when the request holds no credential of this kind. Rejects with a `Problem` (401, or 400 for two
   * credentials where there must be one) when it holds one that is not good.
   */
  resolve(headers: IncomingHttpHeaders): Promise<Caller | undefined>;
}
