import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type AddressRule = (address: string) => boolean;

/**
 * Public unicast, judged by what the address is after IPv4-in-IPv6 is unwrapped. What only a translator would turn into
 * an IPv4 address (NAT64, 6to4, Teredo) is not public: we cannot know what is behind it.
 */
export const isPublicAddress: AddressRule = (address) => {
  const parsed = parse(address);
  if (parsed === null || parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== AZURE_PLATFORM;
  // "unicast" is what is left of IPv6; only 2000::/3 is handed out.
  return parsed.match(GLOBAL_UNICAST);
};

export const isLoopbackAddress: AddressRule = (address) => parse(address)?.range() === 'loopback';

/** `::ffff:192.0.2.1` and `192.0.2.1` are the same place. */
export function sameAddress(one: string, other: string): boolean {
  const [left, right] = [parse(one), parse(other)];
  return left !== null && right !== null && left.toNormalizedString() === right.toNormalizedString();
}

/** Public by its range, yet it answers only inside Azure, with what a virtual machine may know about itself. */
const AZURE_PLATFORM = '168.63.129.16';
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Only the spellings that `isIP` knows: ipaddr.js also reads octal, hexadecimal and shortened ones. And an IPv6 address
 * in hexadecimal: it takes `::8.8.8.8` for `::ffff:8.8.8.8`. One with a zone is none.
 */
function parse(address: string) {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address);
  const url = isIP(address) === 6 ? URL.parse(`http://[${address}]`) : null;
  return url === null ? null : ipaddr.process(url.hostname.slice(1, -1));
}
