import { Problem } from '@latchkey/platform';
import { foldEmail } from '../users/email';
import { COMMON_PASSWORDS } from './common-passwords';

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;

/** Throws 422 naming `field`, and never the password. Length is what counts; no kinds of characters are asked for. */
export const requireGoodPassword = (field: string, password: string, email?: string): void => {
  const message = faultOf(password, email);
  if (message !== undefined) throw new Problem('validation_failed', { errors: [{ field, message }] });
};

const faultOf = (text: string, email: string | undefined): string | undefined => {
  if (!text.isWellFormed()) return 'must be well-formed Unicode text';
  const password = text.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH)
    return `must have ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters`;
  const folded = password.toLowerCase();
  if (email !== undefined && folded.trim() === foldEmail(email)) return 'must not be the e-mail address';
  if (COMMON_PASSWORDS.has(folded.trim()) || isOneCharacter(folded)) return 'is among those that are tried first';
  return undefined;
};

const isOneCharacter = (text: string): boolean => new Set(Array.from(text)).size === 1;
