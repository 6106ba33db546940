import { Problem } from '@latchkey/platform';
import type { Authorized } from '../authorization/request-authorizer.port';
import { verdictProblem } from '../authorization/verdict-problem';
import { merchantOfToken } from '../tokens/merchant-of-token';

/** Whether a merchant may have new bundles: 409 `merchant_removed` comes after whatever else is wrong. */
export interface JudgedMerchant {
  readonly id: string;
  readonly removed: Problem | null;
}

/** Judges the merchant that the request names. Throws `Problem`: 422 if the account has none such, 401, 403, 503. */
export async function judgeAskedMerchant(caller: Authorized, asked: string | null): Promise<JudgedMerchant | null> {
  if (asked === null) return null;
  const merchant = await merchantOfToken(caller, asked);
  if (merchant.ok) return { id: asked, removed: null };
  if ('fault' in merchant) throw new Problem('validation_failed', { errors: [merchant.fault] });
  return { id: asked, removed: merchant.problem };
}

/**
 * The merchant that a bundle is for: the one asked for, which must be the token's if that has one; else the token's; else
 * the account's own under `primary_merchant`. Throws `Problem`: 422, 409 `merchant_removed`, 503.
 */
export async function merchantOfBundle(
  caller: Authorized,
  asked: JudgedMerchant | null,
  tokenMerchantId: string | null,
): Promise<string> {
  if (asked !== null) {
    if (tokenMerchantId !== null && tokenMerchantId !== asked.id) throw new Problem('merchant_mismatch');
    if (asked.removed !== null) throw asked.removed;
    return asked.id;
  }
  if (tokenMerchantId !== null) {
    const answer = await caller.askAbout(tokenMerchantId);
    if (answer.verdict !== 'allow') throw verdictProblem(answer);
    return tokenMerchantId;
  }
  const own = await merchantOfToken(caller, null);
  if (!own.ok || own.merchantId === null)
    throw new Problem('validation_failed', {
      errors: [{ field: 'merchant_id', message: 'must be given, because the token has no merchant' }],
    });
  return own.merchantId;
}
