import type { Allow } from '@latchkey/auth-client';
import type { SecurityCodes } from '../security-codes/security-codes.repository';
import type { TokenRepository } from './tokens.repository';
import { visibilityOf } from './visibility';

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
