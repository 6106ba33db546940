import { createConnected } from './connected';
import { createConnection, type Connection } from './connection';
import { within } from './deadline';
import { dialDirect, type Dial } from './dial';
import { createIdlePool } from './idle-pool';
import { openChecked } from './open-checked';
import type { Outbound } from './outbound';
import { failed, type OutboundFailure } from './outbound-failure';
import { createSystemResolve, type Resolve } from './resolve';
import { assertPort, keyOf, type Target } from './target';

export interface OutboundOptions {
  /** What it answers is checked like any other answer. Default: the machine's resolution. */
  readonly resolve?: Resolve;
  /** PEM. Instead of the certificate authorities that Node knows. */
  readonly ca?: readonly string[];
  /** Resolving, connecting and TLS together. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** From the first byte of the request to the last of the answer. Default 30,000; the caller's signal may be shorter. */
  readonly exchangeTimeoutMs?: number;
  /** Of a body, as it comes and decoded. Default 4 MiB. */
  readonly maxAnswerBytes?: number;
  /** Open, opening and idle. Beyond it `connect` answers `destination_unreachable` at once. Default 256. */
  readonly maxConnections?: number;
  /** The same for one scheme, host and port, so that a slow destination does not take them all. Default 64. */
  readonly maxConnectionsPerDestination?: number;
  /** Default 4000, or a second less than the server says. */
  readonly maxIdleMs?: number;
  /** Default 60,000. */
  readonly maxAgeMs?: number;
}

export const createOutbound = (options: OutboundOptions = {}): Outbound => createOutboundOver(dialDirect, options);

/**
 * For tests alone, which have no public addresses, and so not in this library's index: `dial` is the last step, after
 * every check of an address and before the check of the peer.
 */
export function createOutboundOver(dial: Dial, options: OutboundOptions): Outbound {
  const { resolve = createSystemResolve(), ca, connectTimeoutMs = 5000, exchangeTimeoutMs = 30_000 } = options;
  const { maxAnswerBytes = 4 * 1024 * 1024, maxConnections = 256, maxConnectionsPerDestination = 64 } = options;
  const { maxIdleMs = 4000, maxAgeMs = 60_000 } = options;
  const exchangeLimits = { maxAnswerBytes, maxHeaders: 100, maxHeaderBytes: 16 * 1024, maxInterim: 8 };
  const pool = createIdlePool({ maxPerKey: 32, maxTotal: 128, maxIdleMs, maxAgeMs });
  const open = new Map<Connection, Promise<void>>();
  const opening: string[] = [];
  const closing = new AbortController();

  /** A connection that is idle gives way to one that is wanted. */
  function hasRoom(key: string): boolean {
    const ofKey = [...open.keys(), ...opening.map((name) => ({ key: name }))].filter((one) => one.key === key);
    if (ofKey.length >= maxConnectionsPerDestination) return false;
    return open.size + opening.length < maxConnections || pool.evict();
  }

  async function openNew(target: Target, key: string, signal: AbortSignal): Promise<Connection | OutboundFailure> {
    const opened = await openChecked(target, { resolve, dial, ca, budgetMs: connectTimeoutMs }, signal);
    if (!opened.ok) return opened;
    if (signal.aborted || opened.socket.destroyed) {
      opened.socket.destroy();
      return failed(signal.aborted ? 'destination_timeout' : 'destination_unreachable');
    }
    const closed = Promise.withResolvers<void>();
    const connection = createConnection(opened.socket, key, {
      onFree: pool.put,
      onClosed: (one) => {
        pool.forget(one);
        open.delete(one);
        closed.resolve();
      },
    });
    open.set(connection, closed.promise);
    return connection;
  }

  return {
    connect: async (target, signal) => {
      assertPort(target);
      const key = keyOf(target);
      if (closing.signal.aborted) return failed('destination_unreachable');
      if (signal.aborted) return failed('destination_timeout');
      const give = (connection: Connection, reused: boolean) =>
        createConnected(connection, reused, target, { exchangeLimits, exchangeTimeoutMs, giveBack: pool.put });
      const kept = pool.take(key);
      if (kept !== null) return give(kept, true);
      if (!hasRoom(key)) return failed('destination_unreachable');
      opening.push(key);
      try {
        const signals = [signal, closing.signal];
        const outcome = await within(signals, connectTimeoutMs, (own) => openNew(target, key, own));
        return 'ok' in outcome ? outcome : give(outcome, false);
      } finally {
        opening.splice(opening.indexOf(key), 1);
      }
    },
    close: async () => {
      closing.abort();
      const closed = [...open.values()];
      for (const connection of open.keys()) connection.destroy();
      await Promise.all(closed);
    },
  };
}
