import type { Destination, OpenAccountState } from '@latchkey/accounts-domain';
import { createHash } from 'node:crypto';

/** An allowed destination as callers see it, and as they may send it back. */
export interface DestinationResource {
  readonly host: string;
  readonly ports: readonly number[];
  readonly path_prefixes: readonly string[];
  readonly methods: readonly string[];
  readonly merchant_ids: readonly string[] | null;
  readonly relay: string;
  readonly insecure_loopback: boolean;
}

export interface DestinationListResource {
  readonly data: readonly DestinationResource[];
  /** For `if-match`: equal as long as the list is. */
  readonly etag: string;
}

export const destinationList = ({ destinations }: OpenAccountState): DestinationListResource => {
  const data = destinations.map(destinationResource);
  return { data, etag: etagOf(data) };
};

const destinationResource = (destination: Destination): DestinationResource => ({
  host: destination.host,
  ports: destination.ports,
  path_prefixes: destination.pathPrefixes,
  methods: destination.methods,
  merchant_ids: destination.merchantIds,
  relay: destination.relay,
  insecure_loopback: destination.insecureLoopback,
});

const etagOf = (data: readonly DestinationResource[]): string => {
  // The order says when each was allowed; it is no part of what is allowed.
  const forms = data.map((destination) => JSON.stringify(destination)).sort();
  return `"${createHash('sha256').update(forms.join('\n')).digest('base64url').slice(0, 22)}"`;
};
