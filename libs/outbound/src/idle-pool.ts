import type { Connection } from './connection';

export interface IdlePoolLimits {
  readonly maxPerKey: number;
  readonly maxTotal: number;
  readonly maxIdleMs: number;
  /** From when it was opened: a name that now points elsewhere is followed after this time at the latest. */
  readonly maxAgeMs: number;
}

export interface IdlePool {
  /** Keeps it, or destroys it if there is no room or no time left. */
  put(connection: Connection): void;
  take(key: string): Connection | null;
  /** To be called when a connection has closed. */
  forget(connection: Connection): void;
  /** Closes the one that has been idle longest. */
  evict(): boolean;
}

export function createIdlePool(limits: IdlePoolLimits): IdlePool {
  /** In the order in which they became idle. */
  const idle = new Map<Connection, NodeJS.Timeout>();

  const remove = (connection: Connection) => {
    clearTimeout(idle.get(connection));
    return idle.delete(connection);
  };
  const drop = (connection: Connection) => {
    remove(connection);
    connection.destroy();
  };
  const ofKey = (key: string) => [...idle.keys()].filter((connection) => connection.key === key);

  return {
    put: (connection) => {
      const lifeMs = lifeLeftMs(connection, limits);
      const full = idle.size >= limits.maxTotal || ofKey(connection.key).length >= limits.maxPerKey;
      if (full || lifeMs <= 0 || !connection.isUsable()) return connection.destroy();
      idle.set(connection, setTimeout(() => drop(connection), lifeMs).unref());
      connection.hold(false);
    },
    take: (key) => {
      for (const connection of ofKey(key).reverse()) {
        remove(connection);
        if (connection.isUsable() && performance.now() - connection.openedAtMs < limits.maxAgeMs) {
          connection.hold(true);
          return connection;
        }
        connection.destroy();
      }
      return null;
    },
    forget: remove,
    evict: () => {
      const oldest = idle.keys().next().value;
      if (oldest === undefined) return false;
      drop(oldest);
      return true;
    },
  };
}

/** A second less than the server waits: the request that meets its close has an unknown outcome. */
function lifeLeftMs(connection: Connection, limits: IdlePoolLimits): number {
  const seconds = connection.keepAliveSeconds();
  const idleMs = seconds === null ? limits.maxIdleMs : Math.min(limits.maxIdleMs, (seconds - 1) * 1000);
  const until = Math.min(connection.quietSinceMs() + idleMs, connection.openedAtMs + limits.maxAgeMs);
  return until - performance.now();
}
