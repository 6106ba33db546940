import { decideDestination, decideRight, grantOf } from '@latchkey/keys-domain';
import { sameBytes, scopeHash, verifier, type Peppers } from '@latchkey/keys-format';
import { createDestinationTable } from '../index/destination-table';
import type { IndexedKey, LogIndex } from '../index/log-index';
import { withoutAccount, type Check, type Verdict } from './verdict';

/**
 * May this key do this now? Pure over the index. An unknown id costs the same as a wrong secret: one verifier is always
 * computed and compared, over inputs of the same lengths.
 */
export function decideVerdict(index: Pick<LogIndex, 'find'>, peppers: Peppers, check: Check): Verdict {
  const key = index.find(check.keyId);
  const proved = proves(key ?? NOBODY, peppers, check);
  const operatingModel = key?.account.operatingModel ?? null;
  if (!proved || key === null || operatingModel === null) {
    return withoutAccount('deny', 'invalid_api_key', check.keyId);
  }
  const { id: accountId, ownMerchantId, merchants, forwardUrls } = key.account;
  if (key.revoked) return { ...withoutAccount('deny', 'api_key_revoked', check.keyId), accountId };
  const account = { operatingModel, merchants };
  const refusal = decideRight(key.scope.scope, account, check);
  // Said only to who may act for the merchant: no key learns where another merchant's money goes.
  const forwardUrl = (refusal === null && check.merchantId && forwardUrls.get(check.merchantId)?.text) || null;
  const wish = refusal === null ? check.destination : undefined;
  const destination = wish === undefined ? null : decideDestination(key.account, wish, check.merchantId);
  const reason = typeof destination === 'string' ? destination : refusal;
  const { merchantIds, features } = grantOf(key.scope.scope, account);
  return {
    verdict: reason === null ? 'allow' : 'deny',
    reason,
    keyId: check.keyId,
    accountId,
    operatingModel,
    merchantIds,
    features,
    ownMerchantId,
    forwardUrl,
    destination: typeof destination === 'string' ? null : destination,
  };
}

function proves(
  key: Pick<IndexedKey, 'verifier' | 'pepperVersion' | 'account' | 'scope'>,
  peppers: Peppers,
  check: Check,
) {
  const pepper = peppers.get(key.pepperVersion);
  const computed = verifier({
    pepper: pepper ?? peppers.current.pepper,
    keyId: check.keyId,
    accountId: key.account.id,
    scopeHash: key.scope.hash,
    digest: check.digest,
  });
  return sameBytes(computed, key.verifier) && pepper !== undefined;
}

/** Stands in for a key that is not there. No digest proves it: it has a pepper version that no file can hold. */
const NOBODY = {
  verifier: new Uint8Array(32),
  pepperVersion: 0,
  account: {
    ...{ id: '00000000-0000-0000-0000-000000000000', operatingModel: null, ownMerchantId: null },
    ...{ merchants: new Map(), forwardUrls: new Map(), destinations: createDestinationTable() },
  },
  scope: { scope: null, hash: scopeHash(null) },
};
