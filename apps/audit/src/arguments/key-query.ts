import { parseKey } from '@latchkey/keys-format';
import { isUuidV4 } from '@latchkey/accounts-domain';
import { isUuid } from '@latchkey/platform';
import { wrongUsage } from '../cli/audit-error';

/** Which key is meant. */
export type KeyQuery =
  { readonly by: 'id'; readonly id: string } | { readonly by: 'display'; readonly display: string };

const DISPLAY = /^(lk_(?:live|test)_[0-9A-Za-z]{6})(?:…|\.{1,3})([0-9A-Za-z]{4})$/;

/**
 * An id, a display form (three full stops do for the ellipsis), or a whole key that somebody has found, of which the id is
 * taken. Throws `AuditError` (exit code 2) without repeating it.
 */
export function parseKeyQuery(text: string): KeyQuery {
  const trimmed = text.trim();
  if (isUuidV4(trimmed.toLowerCase())) return { by: 'id', id: trimmed.toLowerCase() };
  const [, head, tail] = DISPLAY.exec(trimmed) ?? [];
  if (head !== undefined && tail !== undefined) return { by: 'display', display: `${head}…${tail}` };
  const whole = parseKey(trimmed);
  if (whole.ok) return { by: 'id', id: whole.keyId };
  throw wrongUsage('name the key by its id, or by its display form, such as lk_live_3fK9aB…x7Qe');
}

/** Of any version: an event's id is made of the call that it came from (version 5). */
export function parseUuid(text: string, option: string): string {
  const id = text.trim().toLowerCase();
  if (!isUuid(id)) throw wrongUsage(`${option} is no id: it is a UUID`);
  return id;
}
