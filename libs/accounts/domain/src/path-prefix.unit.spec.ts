import fc from 'fast-check';
import { normalisePathPrefix } from './path-prefix';

describe('path prefixes', () => {
  test.each([
    ['/', '/'],
    ['/v1', '/v1'],
    ['/v1/payments/', '/v1/payments'],
    ['/a%62c', '/abc'],
    ['/%c3%a9t%C3%A9', '/%C3%A9t%C3%A9'],
    ['/été', '/%C3%A9t%C3%A9'],
    ['/a;b=1,2/@x:y', '/a;b=1,2/@x:y'],
    ['/.well-known/x', '/.well-known/x'],
    ['/a[1]', '/a%5B1%5D'],
  ])('%j is %j', (text, prefix) => {
    expect(normalisePathPrefix(text)).toEqual({ ok: true, value: prefix });
  });

  test.each([
    '',
    'v1',
    '//',
    '//host/path',
    '/v1//payments',
    '/v1/../admin',
    '/v1/./x',
    '/..',
    '/v1/%2e%2e/admin',
    '/v1/%2E',
    '/v1/a%2eb',
    '/v1/..;/admin',
    '/v1/;/admin',
    '/v1/%EF%BC%8E%EF%BC%8E/admin',
    '/v1/%c0%ae%c0%ae/admin',
    '/v1%c2%85',
    '/v1%2fadmin',
    '/v1%5Cadmin',
    '/v1%252fadmin',
    '/v1\\admin',
    '/v1?x=1',
    '/v1#x',
    '/v 1',
    '/v1\n',
    '/v1%00',
    '/v1%7f',
    '/v1%',
    '/v1%g0',
    '/v1\ud800',
    '/cards/4111111111111111',
    '/cards/4111%201111%201111%201111',
    `/${'a'.repeat(512)}`,
  ])('%j is refused', (text) => {
    expect(normalisePathPrefix(text)).toEqual({ ok: false, reason: expect.stringMatching(/^must /) });
  });

  test('the normal form of whatever is accepted is its own normal form, and stays what a URL parser makes of it', () => {
    const segment = fc.string({ unit: fc.constantFrom(...Array.from('ab.%2eE5~é /\\?-')), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (segments) => {
        const prefix = normalisePathPrefix(`/${segments.join('/')}`);
        if (!prefix.ok) return;
        expect(normalisePathPrefix(prefix.value)).toEqual(prefix);
        expect(new URL(`https://host.example${prefix.value}`).pathname).toBe(prefix.value);
      }),
      { numRuns: 1000 },
    );
  });
});
