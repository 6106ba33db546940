import { isLoopbackAddress, isPublicAddress } from './address-rule';
import { ABORTED, orAborted } from './deadline';
import { errorCode } from './error-code';
import { failed, type OutboundFailure } from './outbound-failure';
import type { Address, Resolve } from './resolve';
import { refusalOf, type Target } from './target';

const MAX_ADDRESSES = 256;

export interface CheckedAddresses {
  readonly ok: true;
  /** At least one, all of them allowed. */
  readonly addresses: readonly Address[];
}

/** Asks for the name once. One address that is not allowed refuses the name: an honest name has none. */
export async function checkedAddresses(
  target: Target,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<CheckedAddresses | OutboundFailure> {
  const refusal = refusalOf(target);
  if (refusal !== null) return failed(refusal);
  let found: readonly Address[] | typeof ABORTED;
  try {
    found = await orAborted(resolve(target.host), signal);
  } catch (error) {
    return failed(NOT_FOUND.has(errorCode(error)) ? 'destination_not_found' : 'destination_unreachable');
  }
  if (found === ABORTED) return failed('destination_timeout');
  if (found.length === 0) return failed('destination_not_found');
  const allowed = ruleFor(target);
  if (found.length > MAX_ADDRESSES || !found.every(({ address }) => allowed(address))) {
    return failed('destination_address_forbidden');
  }
  return { ok: true, addresses: found };
}

export const ruleFor = (target: Target) => (target.insecureLoopback ? isLoopbackAddress : isPublicAddress);

const NOT_FOUND = new Set(['ENOTFOUND', 'ENODATA']);
