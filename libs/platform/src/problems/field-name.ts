import { REDACTED, scrub } from '../logging/scrub';

const MAX_CHARS = 100;

/** A member's name as it may be shown: a caller can send anything as a name, a key or a card number too. */
export function fieldName(path: string): string {
  const shown = scrub(path).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  if (shown !== path && scrub(path) !== path) return REDACTED;
  return shown.length > MAX_CHARS ? `${shown.slice(0, MAX_CHARS)}…` : shown;
}
