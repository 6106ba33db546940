import type { Allow } from '@latchkey/auth-client';
import { visibilityOf } from '../authorization/visibility';
import type { SecurityCodes } from '../security-codes/security-codes.repository';
import type { TokenRepository } from './tokens.repository';

/** Drops the token's security code, if there is one still. False if the token is not there. */
export async function consumeToken(
  { tokens, securityCodes }: { readonly tokens: TokenRepository; readonly securityCodes: SecurityCodes },
  id: string,
  caller: Allow,
): Promise<boolean> {
  const token = await tokens.find(id, visibilityOf(caller));
  if (token === null) return false;
  await securityCodes.drop(token.id);
  return true;
}
