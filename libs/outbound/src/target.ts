import { isIP } from 'node:net';
import type { FailureReason } from './outbound-failure';

/** `host` in lower case; `insecureLoopback` is how a destination is marked for development, and says "loopback only". */
export interface Target {
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly port: number;
  readonly insecureLoopback: boolean;
}

/** Null if a name look-up may be tried. The rule of the addresses comes after it. */
export function refusalOf(target: Target): FailureReason | null {
  const { scheme, host, insecureLoopback } = target;
  if (isAddressLiteral(host)) return 'destination_address_forbidden';
  if (host.length > 253 || !HOST_NAME.test(host)) return 'destination_not_found';
  if (insecureLoopback) return isLocalhost(host) ? null : 'destination_address_forbidden';
  return scheme === 'https' ? null : 'destination_address_forbidden';
}

export function assertPort({ port }: Target): void {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new TypeError('the port is not one');
}

/** An exchange with one of these never uses a connection of another. */
export const keyOf = ({ scheme, host, port, insecureLoopback }: Target): string =>
  `${scheme} ${host} ${port} ${insecureLoopback ? 'loopback' : 'public'}`;

export const isLocalhost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');

/** A name whose last label is a number is an IPv4 address to `getaddrinfo`, in bases and lengths nobody expects. */
const isAddressLiteral = (host: string): boolean =>
  isIP(host) !== 0 || host.includes(':') || /(^|\.)(\d+|0x[\da-f]*)\.?$/i.test(host);

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
