import type { OpenAccountState } from '@latchkey/accounts-domain';

/** As `--json` shows an account at a time. */
export const accountJson = (account: OpenAccountState) => ({
  id: account.accountId,
  name: account.name,
  operating_model: account.operatingModel,
  merchants: [...account.merchants.values()].map((merchant) => ({
    id: merchant.merchantId,
    legal_name: merchant.legalName,
    is_primary: merchant.isPrimary,
    status: merchant.status,
    payment_forward_url: merchant.paymentForwardUrl,
    encryption_kid: merchant.encryptionKid,
  })),
  destinations: account.destinations.map((destination) => ({
    id: destination.destinationId,
    host: destination.host,
    ports: destination.ports,
    path_prefixes: destination.pathPrefixes,
    methods: destination.methods,
    merchant_ids: destination.merchantIds,
    relay: destination.relay,
    insecure_loopback: destination.insecureLoopback,
  })),
});
