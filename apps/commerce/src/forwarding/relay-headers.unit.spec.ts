import { relayHeaders } from './relay-headers';

const names = (...headers: [string, string][]) => relayHeaders(headers).map(([name]) => name);

describe('what of the destination’s headers the caller gets', () => {
  test.each(['content-type', 'etag', 'retry-after', 'x-psp', 'www-authenticate', 'link'])('%s passes', (name) =>
    expect(names([name, 'v'])).toEqual([name]),
  );

  test.each([
    ...['connection', 'keep-alive', 'transfer-encoding', 'trailer', 'upgrade', 'content-length', 'content-encoding'],
    ...['set-cookie', 'set-cookie2', 'x-latchkey-position', 'x-latchkey-relayed', 'x-request-id', 'server-timing'],
    ...[
      'idempotent-replayed',
      'strict-transport-security',
      'clear-site-data',
      'alt-svc',
      'access-control-allow-origin',
    ],
    ...['refresh', 'report-to', 'nel', 'reporting-endpoints', 'content-security-policy-report-only'],
  ])('%s does not, however it is written', (name) => {
    const capital = name.replace(/(?:^|-)[a-z]/g, (initial) => initial.toUpperCase());
    expect(names([name, 'v'], [capital, 'v'], [name.toUpperCase(), 'v'])).toEqual([]);
  });

  test('a header that Connection names does not pass', () => {
    expect(names(['Connection', 'X-Hop , close'], ['X-HOP', '1'], ['X-Stays', '2'])).toEqual(['x-stays']);
  });

  test.each([
    ...[
      'next',
      'a/b?c=d',
      'https://psp.example/next',
      'https://psp.example:8443/a?b#c',
      'http://psp.example/',
      '/next',
      '/',
      '?a=1',
      '#a',
    ],
  ])('location %s passes', (value) => expect(names(['location', value])).toEqual(['location']));

  test.each([
    ...['http://10.0.0.7/', 'https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'http://0x7f.1/'],
    ...['http://localhost/', 'https://a.localhost/', 'https://printer.local/', 'https://db.internal/', 'https://db/'],
    ...['//10.0.0.7/', '/\\10.0.0.7/', 'https://user:pass@psp.example/', 'file:///etc/passwd', 'javascript:alert(1)'],
    ...[
      'https://svc.cluster.local/',
      'https://kubernetes.default.svc/',
      '',
      'https://169.254.169.254/latest',
      'https://psp.example./',
    ],
  ])('location %j does not', (value) =>
    expect(names(['location', value], ['Location', value], ['Content-Location', value])).toEqual([]),
  );

  test('of several content types the first passes, alone', () => {
    expect(
      relayHeaders([
        ['Content-Type', 'a/b'],
        ['content-type', 'c/d'],
        ['content-type', 'a/b'],
      ]),
    ).toEqual([['content-type', 'a/b']]);
  });
});
