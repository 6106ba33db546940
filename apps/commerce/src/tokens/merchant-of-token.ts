import { Problem, type FieldError } from '@latchkey/platform';
import type { Authorized } from '../authorization/request-authorizer.port';
import { verdictProblem } from '../authorization/verdict-problem';

export const NOT_A_MERCHANT = "must be the id of one of the account's merchants";

/** Which merchant a new token is for, or why it may not be made. Throws `Problem` 401, 403 and 503. */
export type MerchantOfToken =
  | { readonly ok: true; readonly merchantId: string | null }
  | { readonly ok: false; readonly fault: FieldError }
  | { readonly ok: false; readonly problem: Problem };

/**
 * An omitted merchant is the account's own under `primary_merchant` and nobody's elsewhere; a given one is put to auth,
 * which alone knows the account's merchants. What another account owns is as unknown as what does not exist.
 */
export async function merchantOfToken(caller: Authorized, asked: string | null): Promise<MerchantOfToken> {
  const { operatingModel, ownMerchantId } = caller.verdict;
  if (asked === null) {
    if (operatingModel !== 'primary_merchant') return { ok: true, merchantId: null };
    // auth knows every account's own merchant; without it we would make a token that the model does not have.
    if (ownMerchantId === null) throw new Problem('authorization_unavailable');
    return { ok: true, merchantId: ownMerchantId };
  }
  const answer = await caller.askAbout(asked);
  if (answer.verdict === 'allow') return { ok: true, merchantId: asked };
  if (answer.verdict === 'deny' && answer.reason === 'merchant_not_in_scope')
    return { ok: false, fault: { field: 'merchant_id', message: NOT_A_MERCHANT } };
  const problem = verdictProblem(answer);
  if (problem.classifier !== 'merchant_removed') throw problem;
  return { ok: false, problem };
}
