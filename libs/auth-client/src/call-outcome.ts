import type { Answer, UnavailableReason } from './verdict';

/** How one call to auth ended: an answer for each check in their order, or the reason why there is none. */
export type CallOutcome =
  | { readonly ok: true; readonly answers: readonly Answer[] }
  | { readonly ok: false; readonly reason: UnavailableReason };

export const failed = (reason: UnavailableReason): CallOutcome => ({ ok: false, reason });
