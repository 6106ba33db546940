import fc from 'fast-check';
import { isLoopbackAddress, isPublicAddress, sameAddress } from './address-rule';
import { FORBIDDEN_ADDRESSES } from './forbidden-addresses.fixture';
import { PUBLIC, PUBLIC_TOO, PUBLIC_V6 } from './internet.fixture';

const privateV4 = fc
  .tuple(
    fc.constantFrom('10', '127', '0', '172.16', '192.168', '169.254', '100.64', '224', '240'),
    fc.array(fc.nat(255)),
  )
  .map(([start, rest]) => [...start.split('.'), ...rest, 0, 0, 0].slice(0, 4).join('.'));

describe('the rule of public addresses', () => {
  it.each(FORBIDDEN_ADDRESSES)('%s (%s) is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([PUBLIC, PUBLIC_TOO, PUBLIC_V6, '8.8.8.8', '1.1.1.1', '2a00:1450:4001:82a::200e', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0177.0.0.1',
    '0x7f.1',
    '2130706433',
    '127.1',
    '8.8.8',
    '08.8.8.8',
    '8.8.8.8 ',
    '[2606:2800::1]',
    'localhost',
    '',
  ])('what is not the one spelling of an address is none: %p', (text) => {
    expect(isPublicAddress(text)).toBe(false);
    expect(isLoopbackAddress(text)).toBe(false);
  });

  it('wrapping a private IPv4 address in IPv6 does not make it public', () => {
    fc.assert(
      fc.property(
        privateV4,
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:', '64:ff9b:1::'),
        (v4, prefix) => {
          expect(isPublicAddress(v4)).toBe(false);
          expect(isPublicAddress(prefix + v4)).toBe(false);
        },
      ),
    );
  });

  it('an IPv6 address outside 2000::/3 is not public, whatever else it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), ([first = 0, ...rest]) => {
        fc.pre(first >> 13 !== 1);
        const text = [first, ...rest].map((part) => part.toString(16)).join(':');
        fc.pre(!text.startsWith('0:0:0:0:0:ffff:'));
        expect(isPublicAddress(text)).toBe(false);
      }),
    );
  });
});

it('only loopback is loopback', () => {
  expect(['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1'].every(isLoopbackAddress)).toBe(true);
  expect(['0.0.0.0', '::', '10.0.0.1', '169.254.169.254', PUBLIC, '::ffff:10.0.0.1'].some(isLoopbackAddress)).toBe(
    false,
  );
});

it('an address is the same in every spelling of it', () => {
  expect(sameAddress('::ffff:93.184.215.14', PUBLIC)).toBe(true);
  expect(sameAddress('2606:2800:021f:cb07:6820:80da:af6b:8b2c', PUBLIC_V6)).toBe(true);
  expect(sameAddress(PUBLIC, PUBLIC_TOO)).toBe(false);
  expect(sameAddress('', '')).toBe(false);
});
