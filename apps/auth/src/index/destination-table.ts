import type { Destination } from '@latchkey/accounts-domain';

/** An account's allowed destinations by host, so that a check looks at those of its own host only. */
export interface DestinationTable {
  /** Changes nothing if the id is there already, as in the account's own state. */
  allow(destination: Destination): void;
  remove(destinationId: string): void;
  /** In the order in which they were allowed. */
  of(host: string): readonly Destination[];
}

export function createDestinationTable(): DestinationTable {
  const byHost = new Map<string, readonly Destination[]>();

  const hostOf = (id: string): string | undefined => {
    for (const [host, list] of byHost) if (list.some(({ destinationId }) => destinationId === id)) return host;
    return undefined;
  };

  return {
    allow(destination) {
      if (hostOf(destination.destinationId) !== undefined) return;
      const { host } = destination;
      byHost.set(host, [...(byHost.get(host) ?? []), destination]);
    },
    remove(id) {
      const host = hostOf(id);
      if (host === undefined) return;
      const left = byHost.get(host)?.filter(({ destinationId }) => destinationId !== id) ?? [];
      if (left.length === 0) byHost.delete(host);
      else byHost.set(host, left);
    },
    of: (host) => byHost.get(host) ?? none,
  };
}

const none: readonly Destination[] = [];
