import type { Allow, Answer } from '@latchkey/auth-client';
import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from './operation';

/** A request that auth has allowed. */
export interface Authorized {
  readonly verdict: Allow;
  /** The same question again, this time also about a merchant. Never rejects. */
  askAbout(merchantId: string): Promise<Answer>;
}

/** Decides by a request's headers whether it may go on. Throws the `Problem` that answers it otherwise. */
export interface RequestAuthorizer {
  authorize(headers: IncomingHttpHeaders, operation: Operation): Promise<Authorized>;
}

export const REQUEST_AUTHORIZER = Symbol('request authorizer');
