import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './caller';

/** What a request shows of who is calling. */
export interface PresentedRequest {
  readonly headers: IncomingHttpHeaders;
  /** Method and template, e.g. `GET /api-keys/:id`. */
  readonly route: string;
}

/**
 * One way to say who one is. The guard asks each resolver in order; the first whose credential is present decides, and
 * none of the others is asked.
 */
export interface CallerResolver {
  /**
   * Undefined when the request holds no credential of this kind. Rejects with a `Problem` (401, or 400 for two
   * credentials where there must be one) when it holds one that is not good.
   */
  resolve(request: PresentedRequest): Promise<Caller | undefined>;
}
