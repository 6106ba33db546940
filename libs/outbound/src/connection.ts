import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { exchange, type ExchangeLimits, type Received } from './exchange';
import type { OutboundFailure } from './outbound-failure';
import type { WireRequest } from './wire-request';

/** One connection, that is either quiet (idle, or given out and not yet used) or in an exchange. */
export interface Connection {
  readonly key: string;
  /** By `performance.now()`. */
  readonly openedAtMs: number;
  /** When it was opened or last had an answer, by the same clock. */
  quietSinceMs(): number;
  /** What the last answer said the server waits for another request. */
  keepAliveSeconds(): number | null;
  isUsable(): boolean;
  exchange(wire: WireRequest, limits: ExchangeLimits, signal: AbortSignal): Promise<Received | OutboundFailure>;
  /** Whether it keeps the process alive. */
  hold(held: boolean): void;
  destroy(): void;
}

export interface ConnectionEvents {
  /** An exchange is over and both sides want to keep the connection. */
  onFree(connection: Connection): void;
  onClosed(connection: Connection): void;
}

/**
 * A quiet connection on which the other side says anything, or which it closes, is destroyed: what came unasked would
 * be taken for the answer to the next request.
 */
export function createConnection(socket: Socket, key: string, events: ConnectionEvents): Connection {
  const openedAtMs = performance.now();
  let quiet = true;
  let quietSinceMs = openedAtMs;
  let keepAliveSeconds: number | null = null;
  const spokenTo = () => {
    if (quiet) socket.destroy();
  };
  // An agent of its own for each connection: it gives out this socket, or none.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => socket;
  agent.keepSocketAlive = () => {
    quiet = true;
    quietSinceMs = performance.now();
    events.onFree(connection);
    return !socket.destroyed;
  };
  const connection: Connection = {
    key,
    openedAtMs,
    quietSinceMs: () => quietSinceMs,
    keepAliveSeconds: () => keepAliveSeconds,
    isUsable: () => quiet && !socket.destroyed && socket.writable && socket.readable,
    exchange: (wire, limits, signal) => {
      quiet = false;
      const onHead = (head: { keepAliveSeconds: number | null }) => (keepAliveSeconds = head.keepAliveSeconds);
      return exchange({ socket, agent, onHead }, wire, limits, signal);
    },
    hold: (held) => (held ? socket.ref() : socket.unref()),
    destroy: () => socket.destroy(),
  };
  socket.on('data', spokenTo);
  socket.on('end', spokenTo);
  socket.on('error', () => {});
  socket.once('close', () => events.onClosed(connection));
  return connection;
}
