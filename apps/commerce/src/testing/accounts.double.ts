import { matchDestination, parseDestinationUrl, type DestinationDetails } from '@latchkey/accounts-domain';
import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import { answering, POSITION, type WireCheck } from './auth.double';

export interface DoubleAccount {
  readonly id: string;
  readonly operatingModel: 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem';
  readonly ownMerchantId: string;
  readonly merchantIds: readonly string[];
  readonly removedMerchantIds: readonly string[];
  readonly destinations: readonly DestinationDetails[];
  /** `payment_forward_url` by merchant. */
  readonly forwardUrls: Readonly<Record<string, string>>;
}

export interface DoubleKey {
  readonly secret: string;
  readonly keyId: string;
}

interface KnownKey {
  readonly account: DoubleAccount;
  readonly scope: { readonly merchantIds: readonly string[]; readonly features: readonly string[] } | null;
  revoked: boolean;
}

/**
 * Accounts and keys for the double of auth: enough rules to try out what a caller is told about its own merchants and
 * other people's. The rules themselves are auth's; they are tested there, and with the real auth in the e2e tests.
 */
export function createAccountsDouble() {
  const keys = new Map<string, KnownKey>();

  return {
    account(over: Partial<DoubleAccount> = {}): DoubleAccount {
      const ownMerchantId = randomUUID();
      const merchantIds = [ownMerchantId, randomUUID(), randomUUID()];
      const id = randomUUID();
      return {
        id,
        operatingModel: 'ecosystem',
        ownMerchantId,
        merchantIds,
        removedMerchantIds: [randomUUID()],
        destinations: [],
        forwardUrls: {},
        ...over,
      };
    },
    key(account: DoubleAccount, scope: KnownKey['scope'] = null, mode: 'live' | 'test' = 'test'): DoubleKey {
      const keyId = randomUUID();
      const { key } = generateKey({ mode, keyId });
      keys.set(keyId, { account, scope, revoked: false });
      return { secret: key, keyId };
    },
    revoke(key: DoubleKey): void {
      const known = keys.get(key.keyId);
      if (known) known.revoked = true;
    },
    behaviour: answering((check) => verdictOf(check, keys.get(check.key_id))),
  };
}

function verdictOf(check: WireCheck, key: KnownKey | undefined): object {
  const verdict = (kind: string, reason: string | null, about?: KnownKey, destination: object | null = null) => ({
    verdict: kind,
    reason,
    key_id: check.key_id,
    account_id: about?.account.id ?? null,
    operating_model: about?.account.operatingModel ?? null,
    merchant_ids: about ? (about.scope?.merchantIds ?? '*') : null,
    features: about ? (about.scope?.features ?? '*') : null,
    own_merchant_id: about?.account.ownMerchantId ?? null,
    forward_url: about?.account.forwardUrls[check.merchant_id ?? ''] ?? null,
    destination,
    position: POSITION,
  });
  if (check.min_position !== undefined && check.min_position !== POSITION) {
    return verdict('malformed', 'unknown_position');
  }
  if (!key) return verdict('deny', 'invalid_api_key');
  if (key.revoked) return verdict('deny', 'api_key_revoked');
  const { account, scope } = key;
  if (scope && !scope.features.includes(check.feature ?? '')) return verdict('deny', 'feature_not_in_scope', key);
  if (check.merchant_id !== undefined) {
    if (account.removedMerchantIds.includes(check.merchant_id)) return verdict('deny', 'merchant_removed', key);
    if (!account.merchantIds.includes(check.merchant_id)) return verdict('deny', 'merchant_not_in_scope', key);
  }
  const { destination } = check;
  if (destination === undefined) return verdict('allow', null, key);
  const url = destination.payment_forward_url ? account.forwardUrls[check.merchant_id ?? ''] : destination.url;
  if (url === undefined) return verdict('deny', 'forward_url_missing', key);
  const parsed = parseDestinationUrl(url);
  const merchantId = destination.any_merchant ? undefined : (check.merchant_id ?? null);
  const entry =
    parsed.ok && matchDestination(account.destinations, { url: parsed.value, method: destination.method, merchantId });
  if (!entry) return verdict('deny', 'destination_not_allowed', key);
  return verdict('allow', null, key, { relay: entry.relay, insecure_loopback: entry.insecureLoopback });
}
