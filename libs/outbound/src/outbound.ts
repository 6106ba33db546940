import type { Answered, OutboundRequest } from './message';
import type { OutboundFailure } from './outbound-failure';
import type { Target } from './target';

export interface Outbound {
  /**
   * Resolves, checks every address, connects, verifies the certificate; or takes a connection that was kept. Not a byte
   * of a request is written. Failures are values with `outbound: 'not_sent'`; rejects for bugs only.
   */
  connect(target: Target, signal: AbortSignal): Promise<Connected | OutboundFailure>;
  /** Ends all connections, with whatever is under way on them. */
  close(): Promise<void>;
}

/** For one request. Whoever gets one must `send` or `release` it; after half a minute it is closed. */
export interface Connected {
  readonly ok: true;
  /**
   * Whether it was kept from an earlier request. If such a one turns out to be closed, the failure is
   * `destination_unreachable`, `not_sent`, and connecting anew is harmless.
   */
  readonly reused: boolean;
  /** Never rejects but for a request that cannot be written (TypeError, quotes nothing) or a second call. */
  send(request: OutboundRequest, signal: AbortSignal): Promise<Answered | OutboundFailure>;
  /** Gives it back unused. Harmless after `send`. */
  release(): void;
}
