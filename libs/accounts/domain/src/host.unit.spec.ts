import fc from 'fast-check';
import { isLoopbackHost, normaliseHost } from './host';

describe('host names', () => {
  test.each([
    ['api.psp.example', 'api.psp.example'],
    ['API.Psp.EXAMPLE', 'api.psp.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['pay。example', 'pay.example'],
    ['a-1.b2.example', 'a-1.b2.example'],
    ['localhost', 'localhost'],
    ['psp.localhost', 'psp.localhost'],
  ])('%j is %j', (text, host) => {
    expect(normaliseHost(text)).toEqual({ ok: true, value: host });
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '１２７.0.0.1',
    '1.2.3',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
  ])('the IP literal %j is refused', (text) => {
    expect(normaliseHost(text).ok).toBe(false);
  });

  test.each([
    '',
    '*.psp.example',
    '*',
    'psp',
    'psp.example.',
    '.psp.example',
    'psp..example',
    'https://psp.example',
    'psp.example:443',
    'psp.example/path',
    'user@psp.example',
    'psp.example?x',
    'psp.example#x',
    'psp .example',
    'psp.example\n',
    'psp\u0000.example',
    'psp\\.example',
    '%70sp.example',
    'under_score.example',
    '-psp.example',
    'psp-.example',
    'psp.example\ud800',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    'psp.123',
    '4111-1111-1111-1111.example',
  ])('%j is refused', (text) => {
    expect(normaliseHost(text)).toEqual({ ok: false, reason: expect.stringMatching(/^must /) });
  });

  test('the normal form of any text that is accepted is plain, and its own normal form', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.domain(), fc.webAuthority(), fc.ipV4Extended(), fc.string({ unit: 'binary' })),
        (text) => {
          const host = normaliseHost(text);
          if (!host.ok) return;
          expect(host.value).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/);
          expect(host.value).not.toMatch(/^[0-9.]+$/);
          expect(normaliseHost(host.value)).toEqual(host);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('only localhost and what is below it is the machine itself', () => {
    expect(['localhost', 'a.localhost'].map(isLoopbackHost)).toEqual([true, true]);
    expect(['localhost.example', 'notlocalhost'].map(isLoopbackHost)).toEqual([false, false]);
  });
});
