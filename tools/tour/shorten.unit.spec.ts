import { shortenBody, shortenKeys } from './shorten';

const KEY = `lk_test_${'a'.repeat(22)}_${'b'.repeat(49)}`;
const JWE = `eyJhbGciOiJBMjU2R0NNS1ciLCJraWQiOiJ4In0.${'c'.repeat(43)}.${'d'.repeat(16)}.${'e'.repeat(90)}.${'f'.repeat(22)}`;

describe('what the tour prints', () => {
  test('shows a key’s beginning and end, never enough to use it', () => {
    expect(shortenKeys(`x-api-key: ${KEY}`)).toBe('x-api-key: lk_test_aaaaaa…bbbb');
    expect(shortenBody({ secret: KEY })).not.toContain('b'.repeat(5));
  });
  test('leaves a display form as it is', () => {
    expect(shortenKeys('lk_test_3fK9aB…x7Qe')).toBe('lk_test_3fK9aB…x7Qe');
  });
  test('cuts long lists and says by how much', () => {
    expect(shortenBody({ data: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] })).toContain('… and 2 more');
  });

  test.each([
    ['an encryption key', { kid: 'k', key: 'zq3fK9aBzq3fK9aBzq3fK9aBzq3fK9aBzq3fK9aBzq0' }, '"key": "zq3f…"'],
    ['a security code', { security_code: '739' }, '"security_code": "•••"'],
    ['a security code of four digits', { body: { security_code: '7391' } }, '"security_code": "••••"'],
    ['a card number that is a number', { n: 4111111111111111 }, '"n": "411111…1111"'],
    ['a cryptogram', { a: [{ cryptogram: 'AgAAAAAAAIR8CQrXSohbQAAAAAA=' }] }, '"cryptogram": "AgAA…"'],
    ['a card number', { account_number: '4111111111111111' }, '"account_number": "411111…1111"'],
    ['a card number in a text', { detail: 'card 378282246310005.' }, '"detail": "card 378282…0005."'],
    ['an encrypted bundle', { encrypted_authentication_data: JWE }, '"eyJhbGciOiJB…ffff"'],
  ])('shortens %s', (_, body, shown) => {
    const printed = shortenBody(body);
    expect(printed).toContain(shown);
    for (const [, value] of JSON.stringify(body).matchAll(/:"([^"]+)"/g)) {
      if (value !== 'k') expect(printed).not.toContain(value);
    }
  });

  test.each([
    ['a placeholder', { security_code: '{{ security_code }}', cryptogram: '{{ cryptogram }}', key: null }],
    ['what is masked already', { number: '41111111****1111', security_code: '***', cryptogram: '****************' }],
    ['ids and times', { id: '28209b93-f448-4e75-89fa-c50c6d591981', created_at: '2026-11-26T01:09:10.123Z' }],
    ['numbers', { amount: 1999 }],
    ['positions', { position: '029047e7-69d4-a50d-06a6-5473b5b21d52:0000000000000024' }],
  ])('leaves %s', (_, body) => {
    expect(JSON.parse(shortenBody(body))).toEqual(body);
  });
});
