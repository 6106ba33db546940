import { looksLikeSecret } from '../logging/looks-like-secret';
import { REDACTED } from '../logging/scrub';

const MAX_CHARS = 100;
/** Enough to see a key or a card number whole, of which no more than `MAX_CHARS` would be shown. */
const LOOKED_AT_CHARS = 400;

/** A member's name as it may be shown: a caller can send anything as a name, a key or a card number too. */
export function fieldName(path: string): string {
  const start = path.slice(0, LOOKED_AT_CHARS);
  if (looksLikeSecret(start)) return REDACTED;
  const shown = start.toWellFormed().replace(/\p{C}/gu, '?');
  return shown.length > MAX_CHARS ? `${shown.slice(0, MAX_CHARS).toWellFormed()}…` : shown;
}
