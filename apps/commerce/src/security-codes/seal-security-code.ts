import type { AccountVault } from '@latchkey/vault';
import type { StoredSecurityCode } from './security-code.entity';

/** Half a minute short of ten: the sweep comes every few seconds, and by ten minutes the row has to be gone. */
const SECURITY_CODE_LIFETIME_MS = 570_000;

export interface CodeToKeep {
  readonly tokenId: string;
  readonly accountId: string;
  readonly securityCode: string;
  /** When the token itself is gone; null if never. */
  readonly tokenExpiresAt: Date | null;
  readonly now: Date;
}

/** A security code ready to be stored, for its lifetime and no longer than its token's. */
export function sealSecurityCode(account: AccountVault, code: CodeToKeep): StoredSecurityCode {
  const { tokenId, accountId, tokenExpiresAt, now } = code;
  const { wrappedKey, fields } = account.seal(tokenId, { security_code: code.securityCode });
  const latest = new Date(now.getTime() + SECURITY_CODE_LIFETIME_MS);
  const expiresAt = tokenExpiresAt !== null && tokenExpiresAt < latest ? tokenExpiresAt : latest;
  return { tokenId, accountId, expiresAt, wrappedKey, securityCode: fields.security_code };
}
