import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { visibilityOf } from '../authorization/visibility';
import type { SecurityCodes } from '../security-codes/security-codes.repository';
import type { TokenRepository } from './tokens.repository';

export interface ConsumeTokenDeps {
  readonly tokens: TokenRepository;
  readonly securityCodes: SecurityCodes;
  readonly accesses: Accesses;
}

/** Drops the token's security code, if there is one still. False if the token is not there. */
export async function consumeToken(
  { tokens, securityCodes, accesses }: ConsumeTokenDeps,
  id: string,
  caller: Authorized,
): Promise<boolean> {
  const token = await tokens.find(id, visibilityOf(caller.verdict));
  if (token === null) return false;
  await accesses.spool(caller, { operation: 'tokens.consume', tokenId: token.id, merchantId: token.merchantId });
  await securityCodes.drop(token.id);
  return true;
}
