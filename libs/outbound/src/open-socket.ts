import type { Socket } from 'node:net';
import { sameAddress, type AddressRule } from './address-rule';
import { within } from './deadline';
import type { Dial } from './dial';
import { failed, type OutboundFailure } from './outbound-failure';
import type { Address } from './resolve';

const MAX_TRIED = 4;

export interface Opened {
  readonly ok: true;
  readonly socket: Socket;
}

/** Tries the first few addresses in their order, each for its share of the time that is left. */
export async function openSocket(
  dial: Dial,
  addresses: readonly Address[],
  port: number,
  allowed: AddressRule,
  budgetMs: number,
  signal: AbortSignal,
): Promise<Opened | OutboundFailure> {
  const until = performance.now() + budgetMs;
  const tried = addresses.slice(0, MAX_TRIED);
  let outcome: Opened | OutboundFailure = failed('destination_unreachable');
  for (const [index, address] of tried.entries()) {
    const shareMs = Math.max((until - performance.now()) / (tried.length - index), 1);
    outcome = await within([signal], shareMs, (own) => open(dial, address, port, allowed, own));
    if (outcome.ok || outcome.reason === 'destination_address_forbidden' || signal.aborted) break;
  }
  return outcome;
}

function open(
  dial: Dial,
  address: Address,
  port: number,
  allowed: AddressRule,
  signal: AbortSignal,
): Promise<Opened | OutboundFailure> {
  const { promise, resolve } = Promise.withResolvers<Opened | OutboundFailure>();
  const socket = dial(address, port);
  const giveUp = () => settle(failed('destination_timeout'));
  const settle = (outcome: Opened | OutboundFailure) => {
    signal.removeEventListener('abort', giveUp);
    if (!outcome.ok) socket.destroy();
    resolve(outcome);
  };
  // Stays for the life of the socket: an error nobody listens to would end the process.
  socket.on('error', () => settle(failed('destination_unreachable')));
  socket.once('connect', () => {
    const peer = socket.remoteAddress;
    // Reset already.
    if (peer === undefined) return settle(failed('destination_unreachable'));
    const right = sameAddress(peer, address.address) && allowed(peer);
    settle(right ? { ok: true, socket } : failed('destination_address_forbidden'));
  });
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  return promise;
}
