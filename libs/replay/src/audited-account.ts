import { type OpenAccountState, parseDestinationUrl } from '@latchkey/accounts-domain';
import type { AccountDestinations, AccountStanding } from '@latchkey/keys-domain';

/** What of an account decides what its keys may do, at the moment that is asked about. */
export interface AuditedAccount extends AccountStanding, AccountDestinations {}

export function auditedAccount({ operatingModel, merchants, destinations }: OpenAccountState): AuditedAccount {
  return {
    operatingModel,
    merchants: { get: (id) => merchants.get(id)?.status },
    destinations: { of: (host) => destinations.filter((destination) => destination.host === host) },
    forwardUrls: {
      get: (id) => {
        const merchant = merchants.get(id);
        if (merchant?.status !== 'active' || merchant.paymentForwardUrl === null) return undefined;
        const parsed = parseDestinationUrl(merchant.paymentForwardUrl);
        return { url: parsed.ok ? parsed.value : null };
      },
    },
  };
}
