import { parseDestination } from './parse-destination';

const url = 'https://psp.example/v1/pay';
const method = 'POST';
const ofUrl = { kind: 'url', method, anyMerchant: false };

describe('the destination of a check', () => {
  test.each([
    ['a URL', { url, method }, { ...ofUrl, url: { host: 'psp.example', port: 443, path: '/v1/pay' } }],
    ['a URL with a port', { url: 'https://psp.example:8443/', method }, { ...ofUrl, url: { port: 8443 } }],
    ['one of this machine', { url: 'http://localhost:8080/', method }, { ...ofUrl, url: { scheme: 'http' } }],
    ['another method', { url, method: 'DELETE' }, { ...ofUrl, method: 'DELETE' }],
  ])('may be %s', (_what, json, wish) => {
    expect(parseDestination(json, false)).toMatchObject(wish);
    expect(parseDestination(json, true)).toMatchObject(wish);
  });

  test('asks for anybody at all only if the check names no merchant', () => {
    const json = { url, method, any_merchant: true };
    expect(parseDestination(json, false)).toMatchObject({ kind: 'url', anyMerchant: true });
    expect(parseDestination(json, true)).toBeNull();
  });

  test("is a merchant's own URL only if the check names the merchant", () => {
    const json = { payment_forward_url: true, method };
    expect(parseDestination(json, true)).toEqual({ kind: 'payment-forward-url', method });
    expect(parseDestination(json, false)).toBeNull();
  });

  test.each<[string, unknown]>([
    ['text', url],
    ['null', null],
    ['a list', [{ url, method }]],
    ['empty', {}],
    ['without a method', { url }],
    ['without a URL', { method }],
    ['of an unknown method', { url, method: 'TRACE' }],
    ['of a method in lower case', { url, method: 'post' }],
    ['of a method that is no text', { url, method: ['POST'] }],
    ['of a URL that is no text', { url: 7, method }],
    ['of a URL that is null', { url: null, method }],
    ['with an unknown member', { url, method, relay: 'masked' }],
    ['with __proto__', JSON.parse(`{"url":"${url}","method":"POST","__proto__":{}}`)],
    ['of both kinds', { url, method, payment_forward_url: true }],
    ['of a payment_forward_url that is false', { url, method, payment_forward_url: false }],
    ['of a payment_forward_url that is no true', { payment_forward_url: 1, method }],
    ["of a merchant's own URL for anybody", { payment_forward_url: true, method, any_merchant: true }],
    ['for anybody, said in another way', { url, method, any_merchant: false }],
    ['for anybody, said in text', { url, method, any_merchant: 'true' }],
    ['for anybody, said as null', { url, method, any_merchant: null }],
  ])('is bad when it is %s', (_what, json) => {
    expect([parseDestination(json, false), parseDestination(json, true)]).toEqual([null, null]);
  });

  test.each([
    '',
    'https://psp.example',
    'HTTPS://psp.example/',
    'https://PSP.example/',
    'https://psp.example:443/',
    'https://psp.example/?',
    'https://psp.example/?a=b',
    'https://psp.example/#',
    'https://psp.example/a/../b',
    'https://psp.example/%61',
    'https://psp.example/%c3%a9',
    'https://psp.example/\u00e9',
    'https://b\u00fccher.example/',
    'https://user@psp.example/',
    'https://127.0.0.1/',
    'http://psp.example/',
    'https://psp.example./',
    ` ${url}`,
    `${url}\n`,
    `https://psp.example/${'a'.repeat(2048)}`,
  ])('is bad with %j, which is not the normal form of a URL without query', (other) => {
    expect(parseDestination({ url: other, method }, false)).toBeNull();
  });
});
