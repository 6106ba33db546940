export type FailureReason =
  | 'destination_not_found'
  | 'destination_address_forbidden'
  | 'destination_unreachable'
  | 'destination_tls_failed'
  | 'destination_bad_answer'
  | 'destination_answer_too_large'
  | 'destination_timeout';

/**
 * What the destination may have of the request. `not_sent`: certainly no byte. `sent`: a final status line came back.
 * `unknown`: anything between.
 */
export type OutboundState = 'not_sent' | 'sent' | 'unknown';

/** Words only: nothing here comes from the destination or from the request. */
export interface OutboundFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  readonly outbound: OutboundState;
}

export const failed = (reason: FailureReason, outbound: OutboundState = 'not_sent'): OutboundFailure => ({
  ok: false,
  reason,
  outbound,
});
