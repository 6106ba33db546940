import { parseTemplate, type TemplateFormat } from './parse-template';
import { type TemplateValues } from './template-values';

/** Placeholders of both kinds of forward. */
const PLACEHOLDERS = [
  'account_number',
  'cardholder_name',
  'expiration_year',
  'expiration_month',
  'security_code',
  'cryptogram',
  'eci',
  'amount',
] as const;

/** How errors of names that do not exist end. */
export const KNOWN = `; known are ${PLACEHOLDERS.join(', ')}`;
export const KNOWN_FILTERS = '; known are unwrap, last4, bin, yy';

export const CARD = {
  account_number: '4111111111111111',
  cardholder_name: 'Jane Doe',
  expiration_year: 2031,
  expiration_month: 5,
  security_code: '012',
  cryptogram: 'AgAAAAAAAIR8CQrXcIhbQAAAAAA=',
  eci: '05',
  amount: 1099,
} as const satisfies TemplateValues;

export const parse = (format: TemplateFormat, body: string | Buffer) =>
  parseTemplate(Buffer.from(body), format, { placeholders: PLACEHOLDERS });

/** The rendered text, or all that was wrong: `reason` first, then `field: message`. */
export function render(
  format: TemplateFormat,
  body: string | Buffer,
  values: TemplateValues = CARD,
): string | string[] {
  const parsed = parse(format, body);
  if (!parsed.ok) return [parsed.reason, ...parsed.errors.map(({ field, message }) => `${field}: ${message}`)];
  const rendered = parsed.template.render(values);
  if (rendered.ok) return rendered.body.toString();
  return [rendered.reason, ...rendered.missing.map(({ field, message }) => `${field}: ${message}`)];
}

export const json = (body: string | Buffer, values?: TemplateValues) => render('json', body, values);
export const form = (body: string | Buffer, values?: TemplateValues) => render('form', body, values);
