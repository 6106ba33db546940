import { isUtf8 } from 'node:buffer';
import { parseFormTemplate } from './form-template';
import { parseJsonTemplate } from './json-template';
import { MAX_TEMPLATE_BYTES } from './limits';
import { refused, type ParsedTemplate } from './template';

/** `form` is application/x-www-form-urlencoded. */
export type TemplateFormat = 'json' | 'form';

/**
 * Reads a body with placeholders. `known.placeholders`: the names that exist for this kind of forward. `known.apart`: those
 * that may not stand directly beside a letter, a digit or another placeholder, because their values are so short that they
 * can be told in an answer only when they stand alone. Takes time linear in the body's length, whatever it holds.
 */
export function parseTemplate(
  body: Buffer,
  format: TemplateFormat,
  known: { readonly placeholders: readonly string[]; readonly apart?: readonly string[] },
): ParsedTemplate {
  if (body.length > MAX_TEMPLATE_BYTES) {
    return refused('payload_too_large', [{ field: '', message: `is larger than ${MAX_TEMPLATE_BYTES} bytes` }]);
  }
  if (!isUtf8(body)) return refused('malformed_body', [{ field: '', message: 'is not UTF-8' }]);
  if (body.length === 0 && format === 'json') return refused('malformed_body', [{ field: '', message: 'is empty' }]);
  const parse = format === 'json' ? parseJsonTemplate : parseFormTemplate;
  return parse(body.toString('utf8'), { placeholders: new Set(known.placeholders), apart: new Set(known.apart) });
}
