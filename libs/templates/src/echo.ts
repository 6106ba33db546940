import { fieldName, REDACTED } from '@latchkey/platform';

const MAX_CHARS = 60;
/** More than is shown, so that a card number is seen whole. */
const LOOKED_AT_CHARS = 400;

/** Something a caller wrote between braces, as a message may repeat it: it could be a card number by mistake. */
export function echo(text: string): string {
  const start = text.slice(0, LOOKED_AT_CHARS);
  const plain = start.replace(/[^A-Za-z0-9_ |.-]/g, '.').trim();
  const shown = fieldName(plain);
  // As it was written too: some secrets are known by characters that are not shown.
  return [shown, fieldName(start)].includes(REDACTED) ? 'redacted' : shown.slice(0, MAX_CHARS);
}
