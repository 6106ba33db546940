import fc from 'fast-check';
import { MAX_DESTINATION_URL_LENGTH, parseDestinationUrl, withoutSearch } from './destination-url';
import { matchDestination } from './match-destination';
import { destinationDetails } from './testing/account.given';
import { ALLOWED_HOST, ALLOWED_PREFIX, NORMALISED_URLS } from './testing/normalised-urls.table';
import { REFUSED_URLS } from './testing/refused-urls.table';

const allowList = [destinationDetails(ALLOWED_HOST, { pathPrefixes: [ALLOWED_PREFIX] })];
const shown = (text: string) => JSON.stringify(text.slice(0, 90));

describe('destination URLs', () => {
  test('are read into their parts, the port always a number', () => {
    expect(parseDestinationUrl('HTTPS://API.Psp.example:8443/v1/p%61y/?a=1')).toEqual({
      ok: true,
      value: {
        ...{ scheme: 'https', host: 'api.psp.example', port: 8443, path: '/v1/pay/', search: '?a=1' },
        href: 'https://api.psp.example:8443/v1/pay/?a=1',
      },
    });
    expect(parseDestinationUrl('https://psp.example')).toMatchObject({ value: { port: 443, path: '/', search: '' } });
    expect(parseDestinationUrl('http://localhost')).toMatchObject({ value: { scheme: 'http', port: 80 } });
  });

  test('may be as long as the limit, and not longer', () => {
    const start = 'https://psp.example/?';
    const longest = start + 'a'.repeat(MAX_DESTINATION_URL_LENGTH - start.length);
    expect(parseDestinationUrl(longest)).toMatchObject({ ok: true, value: { href: longest } });
    expect(parseDestinationUrl(`${longest}a`).ok).toBe(false);
  });

  test.each([
    ['https://user:secret@psp.example/', 'must not contain a user name or password'],
    ['https://0x7f.1/', 'must name a host name, not an IP address'],
    ['https://psp.example/a/../b', 'must have a path that must not contain empty or dot segments'],
  ])('%s is refused for what is wrong with it', (text, reason) => {
    expect(parseDestinationUrl(text)).toEqual({ ok: false, reason });
  });

  test('are told to auth without their query', () => {
    const parsed = parseDestinationUrl('https://psp.example/a?b=c?d');
    expect(parsed.ok && withoutSearch(parsed.value)).toBe('https://psp.example/a');
  });

  test.each(REFUSED_URLS.map((text) => [shown(text), text]))('%s is refused, without being quoted', (_, text) => {
    expect(parseDestinationUrl(text)).toEqual({ ok: false, reason: expect.stringMatching(/^must [a-zA-Z0-9 ,-]+$/) });
  });

  test.each(NORMALISED_URLS.map(([text, ...rest]) => [shown(text), ...rest, text] as const))(
    '%s is %j (allowed: %j)',
    (_, href, allowed, text) => {
      const parsed = parseDestinationUrl(text);
      expect(parsed).toMatchObject({ ok: true, value: { href } });
      if (!parsed.ok) return;
      const match = matchDestination(allowList, { url: parsed.value, method: 'POST', merchantId: null });
      expect(match !== null).toBe(allowed);
    },
  );

  test('a reason never holds a part of the URL', () => {
    const mark = 'zqzqzq';
    const withMark = REFUSED_URLS.map((text) => text.replaceAll(/allowed|pay/g, mark));
    for (const parsed of withMark.map(parseDestinationUrl)) if (!parsed.ok) expect(parsed.reason).not.toContain(mark);
  });
});

describe('whatever is accepted', () => {
  const pieces = fc.constantFrom(
    ...['https://', 'http://', 'HTTPS:', '/', '//', '\\', '@', ':', ':443', ':80', ':0', '?', '#', '.', '..', ';', '%'],
    ...['%2e', '%2f', '%5C', '%25', '%00', '%41', '%c3%a9', '%C0%AE', 'é', '\uff0e', '\uff0f', '\u3002', '\u00ad', 'ß'],
    ...['allowed.example', 'evil.example', 'localhost', 'a', 'Z', '1', '127.0.0.1', '0x7f', '[::1]', 'xn--', '*', ' '],
    ...['\t', '\n', '\u0000', '\u200b', '{', '|', "'", '"', '&', '=', '[', ']', '~', '\ud83d\ude00', '\ud800'],
  );
  const assembled = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
  const text = fc.oneof(
    assembled,
    assembled.map((rest) => `https://allowed.example${rest}`),
    assembled.map((rest) => `https://allowed.example/${rest}`),
    assembled.map((rest) => `https://allowed.example?${rest}`),
    assembled.map((rest) => `http://localhost:${rest}`),
    fc.webUrl({ withQueryParameters: true }),
    fc.constantFrom(...REFUSED_URLS.filter(({ length }) => length < 3000), ...NORMALISED_URLS.map(([first]) => first)),
    fc.string({ unit: 'binary' }).map((rest) => `https://${rest}`),
  );

  test('is its own normal form, and a URL parser connects to exactly the host, port and path that are said', () => {
    let accepted = 0;
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseDestinationUrl(each);
        if (!parsed.ok) return;
        accepted += 1;
        const { scheme, host, port, path, search, href } = parsed.value;
        expect(parseDestinationUrl(href)).toEqual(parsed);
        for (const url of [new URL(href), new URL(each)]) {
          expect(url.protocol).toBe(`${scheme}:`);
          expect(url.hostname).toBe(host);
          expect(url.port === '' ? { https: 443, http: 80 }[scheme] : Number(url.port)).toBe(port);
          expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
          expect(url.search).toBe(search);
        }
        expect(new URL(href).href).toBe(href);
        expect(new URL(href).pathname).toBe(path);
        expect(decodeURIComponent(new URL(each).pathname)).toBe(decodeURIComponent(path));
        expect(href).toMatch(/^[!-~]+$/);
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});
