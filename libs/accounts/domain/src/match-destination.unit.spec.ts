import fc from 'fast-check';
import { DESTINATION_METHODS } from './destination-details';
import { parseDestinationUrl } from './destination-url';
import { matchDestination } from './match-destination';
import { destinationDetails, merchant } from './testing/account.given';

const wish = (url: string, more: { method?: string; merchantId?: string | null | undefined } = {}) => {
  const parsed = parseDestinationUrl(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { url: parsed.value, method: 'POST', merchantId: null, ...more };
};
const psp = (more: Parameters<typeof destinationDetails>[1] = {}) => destinationDetails('psp.example', more);
const dev = (more: Parameters<typeof destinationDetails>[1] = {}) =>
  destinationDetails('localhost', { insecureLoopback: true, ports: [80, 443, 8080], ...more });

describe('a destination is allowed', () => {
  const url = 'https://psp.example/v1/pay';
  test.each([
    [url, psp()],
    [url, psp({ pathPrefixes: ['/v1'] })],
    [url, psp({ pathPrefixes: ['/v1/pay'] })],
    [url, psp({ pathPrefixes: ['/v0', '/v1/pay', '/v2'] })],
    [url, psp({ methods: ['GET', 'POST'] })],
    [url, psp({ ports: [443, 8443] })],
    ['https://psp.example:8443/v1/pay', psp({ ports: [8443] })],
    ['https://psp.example/v1/pay/', psp({ pathPrefixes: ['/v1/pay'] })],
    ['https://psp.example/v1/pay/x?y', psp({ pathPrefixes: ['/v1/pay'] })],
    ['https://psp.example', psp()],
    ['http://localhost', dev()],
    ['http://localhost:8080/x', dev({ pathPrefixes: ['/x'] })],
    ['https://localhost', dev()],
  ])('%s by its entry', (to, entry) => {
    expect(matchDestination([entry], wish(to))).toBe(entry);
  });

  test.each([
    ['of another host', url, psp({ host: 'other.example' })],
    ['of the host above', url, psp({ host: 'example' })],
    ['of another port', url, psp({ ports: [8443] })],
    ['of no port', url, psp({ ports: [] })],
    ['of another path', url, psp({ pathPrefixes: ['/v2'] })],
    ['of a part of a segment', url, psp({ pathPrefixes: ['/v1/pa'] })],
    ['of a longer path', url, psp({ pathPrefixes: ['/v1/pay/x'] })],
    ['of a path with a slash at the end, which no entry has', url, psp({ pathPrefixes: ['/v1/'] })],
    ['of no path', url, psp({ pathPrefixes: [] })],
    ['of an empty path, which no entry has', url, psp({ pathPrefixes: [''], methods: [] })],
    ['of another method', url, psp({ methods: ['GET'] })],
    ['of a method in lower case', url, psp({ methods: ['post'] })],
    ['of a merchant, for a token without one', url, psp({ merchantIds: [merchant(1)] })],
    ['of http, without the mark', 'http://localhost', dev({ insecureLoopback: false })],
    ['of https on a loopback host, without the mark', 'https://localhost', dev({ insecureLoopback: false })],
    ['with the mark on a host that is not loopback', url, psp({ insecureLoopback: true })],
    ['of another loopback host', 'http://a.localhost', dev()],
    ['of another loopback port', 'http://localhost:81', dev()],
  ])('not by an entry %s', (_which, to, entry) => {
    expect(matchDestination([entry], wish(to))).toBeNull();
  });

  test('not by http to a host of the network, even if somebody asked about it', () => {
    const { url: https, ...rest } = wish(url);
    expect(matchDestination([psp()], { ...rest, url: { ...https, scheme: 'http' } })).toBeNull();
  });

  test('not by an empty list', () => expect(matchDestination([], wish(url))).toBeNull());

  const forOne = psp({ merchantIds: [merchant(1), merchant(2)] });
  test.each([
    [merchant(1), forOne, true],
    [merchant(2), forOne, true],
    [merchant(3), forOne, false],
    [null, forOne, false],
    [undefined, forOne, true],
    [merchant(3), psp(), true],
    [null, psp(), true],
    [undefined, psp(), true],
    [undefined, psp({ merchantIds: [] }), true],
    [merchant(1), psp({ merchantIds: [] }), false],
    [undefined, psp({ host: 'other.example' }), false],
  ])('for merchant %j as the entry says', (merchantId, entry, allowed) => {
    expect(matchDestination([entry], wish(url, { merchantId })) !== null).toBe(allowed);
  });
});

describe('of several entries that allow the same', () => {
  const entry = fc
    .record({
      host: fc.constantFrom('psp.example', 'localhost'),
      ports: fc.constantFrom([443], [443, 8443]),
      pathPrefixes: fc.constantFrom(['/'], ['/v1'], ['/v1/pay', '/v2']),
      methods: fc.constantFrom(['POST'], [...DESTINATION_METHODS]),
      merchantIds: fc.constantFrom(null, [merchant(1)], [merchant(1), merchant(2)]),
      relay: fc.constantFrom('masked', 'status_only'),
      insecureLoopback: fc.boolean(),
    } as const)
    .map((more) => destinationDetails(more.host, more));
  const anyWish = fc
    .record({
      url: fc.constantFrom('https://psp.example/v1/pay', 'https://psp.example:8443/', 'http://localhost:443/v1'),
      method: fc.constantFrom(...DESTINATION_METHODS),
      merchantId: fc.constantFrom(merchant(1), merchant(3), null, undefined),
    })
    .map(({ url, ...more }) => wish(url, more));

  test('the strictest relay wins, in whatever order they stand; one that does not allow it never counts', () => {
    let strict = 0;
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), anyWish, fc.nat(11), (entries, asked, turn) => {
        const allowing = entries.filter((each) => matchDestination([each], asked) !== null);
        const wanted = allowing.some(({ relay }) => relay === 'status_only') ? 'status_only' : allowing[0]?.relay;
        const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
        for (const order of [entries, turned, entries.toReversed(), new Set(entries)]) {
          const found = matchDestination(order, asked);
          expect(found?.relay).toBe(wanted);
          if (found) expect(allowing).toContain(found);
        }
        if (wanted === 'status_only' && allowing[0]?.relay === 'masked') strict += 1;
      }),
      { numRuns: 3000 },
    );
    expect(strict).toBeGreaterThan(10);
  });
});
