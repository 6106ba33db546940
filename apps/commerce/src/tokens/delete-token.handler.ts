import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { visibilityOf } from '../authorization/visibility';
import type { TokenRepository } from './tokens.repository';

/** False if it was not there. */
export async function deleteToken(
  { tokens, accesses }: { readonly tokens: TokenRepository; readonly accesses: Accesses },
  id: string,
  caller: Authorized,
): Promise<boolean> {
  const token = await tokens.find(id, visibilityOf(caller.verdict));
  if (token === null) return false;
  await accesses.spool(caller, { operation: 'tokens.delete', tokenId: token.id, merchantId: token.merchantId });
  return tokens.delete(id, caller.verdict.accountId);
}
