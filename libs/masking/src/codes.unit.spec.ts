import { CODE } from './encodings.fixture';
import { maskBody, maskText } from './masker.fixture';

const EVERY = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(3, '0'));
const base64 = (text: string) => Buffer.from(text).toString('base64');
const masked = async (text: string, sent: string, injected = [CODE]) =>
  (await maskBody(Buffer.from(text), 'application/json', injected, sent)).toString();

describe('whoever sends every security code there is learns nothing from an echo', () => {
  test.each<[name: string, write: (code: string) => string]>([
    ['in strings', (code) => `"${code}"`],
    ['spaced', (code) => `"${[...code].join(' ')}"`],
    ['with dashes', (code) => `"${[...code].join('-')}"`],
    ['in base64', (code) => `"${base64(code)}"`],
    ['in JSON escapes', (code) => `"${[...code].map((digit) => `\\u003${digit}`).join('')}"`],
    ['percent-encoded', (code) => `"${[...code].map((digit) => `%3${digit}`).join('')}"`],
    ['in a JSON document in base64', (code) => `"${base64(`{"code":"${code}","x":1}`)}"`],
    ['behind an escape', (code) => `"\\n${code}"`],
    ['within an escape', (code) => `"&#${code};"`],
    ['before an escape', (code) => `"${code}%41"`],
    ['behind a percent sign', (code) => `"%${code}"`],
  ])('%s', async (_, write) => {
    const sent = `[${EVERY.map(write).join(',')}]`;
    const result = JSON.parse(await masked(sent, sent)) as string[];
    expect(result).toHaveLength(1000);
    const plain = result.map((one) =>
      one.length > 16 && !one.includes('%') && !one.includes('u') ? Buffer.from(one, 'base64').toString() : one,
    );
    expect(plain.filter((one) => !one.includes('*'))).toEqual([]);
    expect(plain.filter((one, i) => one.includes(EVERY[i] ?? ''))).toEqual([]);
  });

  test.each<[name: string, write: (code: string) => string, read: (sent: string) => string]>([
    [
      'behind an escape of a character beyond latin1',
      (code) => `"\\u4e00${code}"`,
      (sent) => sent.replaceAll('\\u4e00', '\u4e00'),
    ],
    ['behind an escape of a letter', (code) => `"&#233;${code}"`, (sent) => sent.replaceAll('&#233;', '\u00e9')],
    [
      'as JSON numbers that are rounded',
      (code) => (code === '000' ? '0.0' : `${Number(code) - 1}.99999999999999999999`),
      () => `[${EVERY.map(Number).join(',')}]`,
    ],
    [
      'as JSON numbers that are written otherwise',
      (code) => `${Number(code) / 100}${'0'.repeat(Number(code) % 100 ? 40 : 0)}e2`,
      () => `[${EVERY.map(Number).join(',')}]`,
    ],
  ])('also if the destination reads and writes them again: %s', async (_, write, echo) => {
    const sent = `[${EVERY.map(write).join(',')}]`;
    const result = await masked(echo(sent), sent);
    const rest = JSON.parse(result) as (string | number)[];
    expect(rest.filter((one) => `${one}`.match(/^\D*\d{3}$/))).toEqual([]);
  });

  test('in one header', () => {
    const sent = EVERY.join(',');
    expect(maskText(sent, [CODE], sent)).toBe(EVERY.map(() => '***').join(','));
  });

  test('of a code that was put in as a number, shorter ones neither', async () => {
    const code = { kind: 'security_code', value: '012', asNumber: true } as const;
    const sent = `[${EVERY.map(Number).join(',')}]`;
    const result = JSON.parse(
      await maskBody(Buffer.from(sent), 'application/json', [code], sent).then(String),
    ) as unknown[];
    expect(new Set(result)).toEqual(new Set(['***']));
    const other = { ...code, value: '737' };
    expect(await maskBody(Buffer.from(sent), 'application/json', [other], sent).then(String)).toBe(
      await maskBody(Buffer.from(sent), 'application/json', [code], sent).then(String),
    );
  });
});

describe('beside a security code', () => {
  test('groups that the caller did not send stay, and so do those of another length', async () => {
    expect(await masked('{"a":737,"b":738,"c":"1234","d":12,"e":"739"}', '{"x":"739","y":12,"z":"1234"}')).toBe(
      '{"a":"***","b":738,"c":"1234","d":12,"e":"***"}',
    );
  });

  test('a code written as a number has lost its zeros, one that was not has them', () => {
    const code = { kind: 'security_code', value: '012' } as const;
    expect(maskText('012 12', [code])).toBe('*** 12');
    expect(maskText('012 12 1', [{ ...code, asNumber: true }])).toBe('*** *** 1');
  });

  test.each([
    '737%41',
    '&#65;737',
    '737\\u0041',
    '&#737;',
    '%737',
    '737&#65;',
    '%37%33%37%41',
    '7\u00c2\u00ad3\u00c2\u00ad7',
  ])('an escape hides nothing: %s', (text) => {
    const result = maskText(`"${text}"`, [CODE]);
    expect(result).toContain('***');
    expect(result).not.toContain('737');
  });

  test('of a code within what is a character reference', () => {
    for (const value of ['065', '0065']) {
      expect(maskText(`"&#${value};"`, [{ kind: 'security_code', value }])).toBe('"&#***;"');
    }
  });
});
