import { normaliseHttpsUrl } from './https-url';

describe('https URLs', () => {
  test.each([
    ['https://shop.example', 'https://shop.example/'],
    ['HTTPS://Shop.EXAMPLE:443/a/../b?q=1', 'https://shop.example/b?q=1'],
    ['https://bücher.example/é', 'https://xn--bcher-kva.example/%C3%A9'],
    ['https://shop.example:8443/pay', 'https://shop.example:8443/pay'],
  ])('%j is %j', (text, url) => {
    expect(normaliseHttpsUrl(text)).toEqual({ ok: true, value: url });
  });

  test.each([
    '',
    'shop.example',
    'http://shop.example',
    'ftp://shop.example',
    'javascript:alert(1)',
    'https:shop.example',
    'https:///shop.example',
    'https://',
    'https://user:secret@shop.example',
    'https://user@shop.example',
    'https://shop.example/#top',
    'https://127.0.0.1/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://shop/',
    'https://shop.example./',
    'https://*.shop.example/',
    'https://shop.example\\@evil.example/',
    ' https://shop.example',
    'https://shop.example/a b',
    'https://shop.example/\u0000',
    'https://shop.example/\ud800',
    'https://shop.example:99999/',
    `https://shop.example/${'a'.repeat(2048)}`,
    `https://shop.example/${'é'.repeat(1000)}`,
    'https://shop.example/4111111111111111',
    'https://shop.example/?pan=4111%201111%201111%201111',
    `https://shop.example/lk_live_${'a'.repeat(22)}_${'b'.repeat(49)}`,
  ])('%j is refused, without being quoted', (text) => {
    expect(normaliseHttpsUrl(text)).toEqual({ ok: false, reason: expect.stringMatching(/^must [a-zA-Z0-9 ,]+$/) });
  });
});
