import { sameBytes, scopeHash, verifier, type Peppers } from '@latchkey/keys-format';
import type { IndexedKey, LogIndex } from '../index/log-index';
import { decideRight, grantOf } from './decide-right';
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
  const { id: accountId, ownMerchantId, merchants } = key.account;
  if (key.revoked) return { ...withoutAccount('deny', 'api_key_revoked', check.keyId), accountId };
  const account = { operatingModel, merchants };
  const refusal = decideRight(key.scope.scope, account, check);
  const { merchantIds, features } = grantOf(key.scope.scope, account);
  return {
    verdict: refusal === null ? 'allow' : 'deny',
    reason: refusal,
    keyId: check.keyId,
    accountId,
    operatingModel,
    merchantIds,
    features,
    ownMerchantId,
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
    ...{ merchants: new Map(), destinations: new Map() },
  },
  scope: { scope: null, hash: scopeHash(null) },
};
