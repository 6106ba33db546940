import { connect, Socket } from 'node:net';
import { createOutboundOver, type OutboundOptions } from './create-outbound';
import type { Dial } from './dial';
import type { OutboundRequest } from './message';
import type { Outbound } from './outbound';
import type { Address } from './resolve';
import type { Target } from './target';

/** Public addresses that exist in tests only, each played by a port of this machine. Every rule holds unchanged. */
export interface Internet {
  readonly outbound: Outbound;
  /** Addresses that were dialled, in order. */
  readonly dialled: string[];
  /** `publicAddress` is played by this local port, or never answers. */
  host(publicAddress: string, port: number | 'silent'): void;
}

export const PUBLIC = '93.184.215.14';
export const PUBLIC_TOO = '151.101.1.140';
export const PUBLIC_V6 = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

export interface InternetOptions extends OutboundOptions {
  /** What the other end of a connection says it is, whatever was dialled. */
  readonly peer?: string;
}

export function createInternet({ peer, ...options }: InternetOptions = {}): Internet {
  const ports = new Map<string, number | 'silent'>();
  const dialled: string[] = [];
  const dial: Dial = ({ address }) => {
    dialled.push(address);
    // Nobody listens on port 1.
    const port = ports.get(address) ?? 1;
    const socket = port === 'silent' ? new Socket() : connect({ host: '127.0.0.1', port });
    Object.defineProperty(socket, 'remoteAddress', { get: () => peer ?? address });
    return socket;
  };
  const resolve = () => Promise.resolve([publicAddress(PUBLIC)]);
  return {
    outbound: createOutboundOver(dial, { resolve, ...options }),
    dialled,
    host: (address, port) => void ports.set(address, port),
  };
}

export const publicAddress = (address: string): Address => ({ address, family: address.includes(':') ? 6 : 4 });

export const HOST = 'api.psp.example';
export const target = (changes: Partial<Target> = {}): Target => ({
  ...{ scheme: 'https', host: HOST, port: 443, insecureLoopback: false },
  ...changes,
});
export const loopback = (port: number): Target => ({ scheme: 'http', host: 'localhost', port, insecureLoopback: true });

export const post = (changes: Partial<OutboundRequest> = {}): OutboundRequest => ({
  ...{ method: 'POST', path: '/v1/payments?live=0', headers: [['content-type', 'application/json']] },
  body: Buffer.from('{"amount":100}'),
  ...changes,
});

/** Never fires; tests end by what they wait for. */
export const patient = () => new AbortController().signal;

/** Connects and sends, and returns what came of it. */
export async function callOnce(
  outbound: Outbound,
  where: Target,
  signal: AbortSignal = patient(),
  request: OutboundRequest = post(),
) {
  const connected = await outbound.connect(where, patient());
  return connected.ok ? connected.send(request, signal) : connected;
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
