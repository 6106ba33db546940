import type { Allow, Answer, Check } from '@latchkey/auth-client';
import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from './operation';

/** What auth has allowed. */
export interface Allowed {
  readonly verdict: Allow;
  /** How long the verdict took. */
  readonly tookMs: number;
  /** The same question again, this time also about a merchant. Never rejects. */
  askAbout(merchantId: string): Promise<Answer>;
  /** The same question again, about all that a forward needs in one verdict. Never rejects. */
  askToForward(wish: ForwardWish): Promise<Answer>;
}

/** A request that auth has allowed. */
export interface Authorized extends Allowed {
  readonly requestId: string;
}

/** `merchantId` null: of what is forwarded, which belongs to no merchant. */
export interface ForwardWish {
  readonly merchantId: string | null;
  readonly destination: NonNullable<Check['destination']>;
}

/** Decides by a request's headers whether it may go on. Throws the `Problem` that answers it otherwise. */
export interface RequestAuthorizer {
  authorize(headers: IncomingHttpHeaders, operation: Operation): Promise<Allowed>;
}

export const REQUEST_AUTHORIZER = Symbol('request authorizer');
