import { normaliseForwardUrl } from './forward-url';

describe("a merchant's payment_forward_url", () => {
  test.each([
    ['HTTPS://PSP.example/pay', 'https://psp.example/pay'],
    ['https://psp.example:8443/pay/?a=b', 'https://psp.example:8443/pay/?a=b'],
    ['http://localhost:8080/pay', 'http://localhost:8080/pay'],
    ['http://psp.localhost', 'http://psp.localhost/'],
    ['https://localhost/pay', 'https://localhost/pay'],
  ])('%j is %j', (text, url) => {
    expect(normaliseForwardUrl(text)).toEqual({ ok: true, value: url });
  });

  test.each([
    '',
    'http://psp.example/pay',
    'http://127.0.0.1:8080/pay',
    'https://psp.example/a/../b',
    'https://psp.example//pay',
    'https://psp.example/pay#x',
    // Stored for ever, so its query too must be free of these.
    'https://psp.example/pay?pan=4111111111111111',
    'https://psp.example/pay?pan=4111%201111%201111%201111',
    `https://psp.example/pay?key=lk_live_${'a'.repeat(22)}_${'b'.repeat(49)}`,
    `https://psp.example/hooks/${'aB3'.repeat(15)}`,
  ])('%j is refused', (text) => {
    expect(normaliseForwardUrl(text)).toEqual({ ok: false, reason: expect.stringMatching(/^must [a-zA-Z0-9 ,]+$/) });
  });
});
