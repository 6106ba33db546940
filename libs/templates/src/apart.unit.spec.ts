import { parseTemplate, type TemplateFormat } from './index';

const NAMES = { placeholders: ['security_code', 'eci'], apart: ['security_code'] };
const reasonOf = (body: string, format: TemplateFormat) => {
  const parsed = parseTemplate(Buffer.from(body), format, NAMES);
  return parsed.ok ? 'ok' : parsed.errors;
};
const REFUSED =
  'this placeholder must not stand beside a letter, a digit or another placeholder, and takes no filter but unwrap';

describe('a placeholder that has to stand apart', () => {
  test.each<[TemplateFormat, string]>([
    ['json', '{"c": "{{ security_code }}"}'],
    ['json', '{"c": {{ security_code | unwrap }}, "d": {{ security_code }}}'],
    ['json', '["{{ security_code }}"]'],
    ['json', '{"c": "cvc: {{ security_code }}/{{ eci }}"}'],
    ['form', 'c={{ security_code }}&d=%7B%7Bsecurity_code%7D%7D'],
    ['form', 'c=x-{{ security_code }}'],
  ])('does so in the %s body %s', (format, body) => expect(reasonOf(body, format)).toBe('ok'));

  test.each<[TemplateFormat, string, string]>([
    ['json', '{"c": "x{{ security_code }}"}', 'c'],
    ['json', '{"c": {"d": "{{ security_code }}9"}}', 'c.d'],
    ['json', '{"c": "{{ eci }}{{ security_code }}"}', 'c'],
    ['json', '{"c": "{{ security_code }}{{ eci }}"}', 'c'],
    ['json', '{"c": "{{ security_code | unwrap }}9"}', 'c'],
    ['json', '{"c": "{{ security_code | yy }}"}', 'c'],
    ['json', '{"c": "{{ security_code | last4 | unwrap }}"}', 'c'],
    ['json', String.raw`{"c": "\u0078{{ security_code }}"}`, 'c'],
    ['form', 'c=x{{ security_code }}', 'c'],
    ['form', 'c=%78{{ security_code }}', 'c'],
    ['form', 'c={{ eci }}%7B%7Bsecurity_code%7D%7D', 'c'],
  ])('does not in the %s body %s, which is refused', (format, body, field) =>
    expect(reasonOf(body, format)).toEqual([{ field, message: REFUSED }]),
  );

  test('is told from those that need not', () => expect(reasonOf('{"c": "x{{ eci }}{{ eci }}9"}', 'json')).toBe('ok'));
});
