import { type Destination } from './destinations.calls';

/** A destination as it is typed. */
export interface DestinationDraft {
  readonly host: string;
  readonly ports: string;
  readonly pathPrefixes: string;
  /** Null: all. */
  readonly merchantIds: readonly string[] | null;
  readonly relay: Destination['relay'];
  readonly insecureLoopback: boolean;
}

export const emptyDraft: DestinationDraft = {
  host: '',
  ports: '443',
  pathPrefixes: '/',
  merchantIds: null,
  relay: 'masked',
  insecureLoopback: false,
};

export const draftOf = (destination: Destination): DestinationDraft => ({
  host: destination.host,
  ports: destination.ports.join(', '),
  pathPrefixes: destination.path_prefixes.join('\n'),
  merchantIds: destination.merchant_ids,
  relay: destination.relay,
  insecureLoopback: destination.insecure_loopback,
});

type Read = { readonly destination: Destination } | { readonly complaint: 'ports' | 'merchants' };

/** What is sent. Its methods stay those it had: forwards go by POST, so a form need not ask. */
export function readDraft(draft: DestinationDraft, methods: Destination['methods'] = ['POST']): Read {
  const ports = parts(draft.ports, /[\s,]+/).map(Number);
  if (ports.length === 0 || !ports.every(isPort)) return { complaint: 'ports' };
  if (draft.merchantIds?.length === 0) return { complaint: 'merchants' };
  return {
    destination: {
      host: draft.host.trim(),
      ports,
      path_prefixes: parts(draft.pathPrefixes, /\s+/),
      methods,
      merchant_ids: draft.merchantIds === null ? null : [...draft.merchantIds],
      relay: draft.relay,
      insecure_loopback: draft.insecureLoopback,
    },
  };
}

const parts = (text: string, separator: RegExp): string[] => text.split(separator).filter((part) => part !== '');
const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

/** Whether two are the same destination, whatever their order of members. */
export const sameDestination = (one: Destination, other: Destination): boolean => asText(one) === asText(other);

const asText = (destination: Destination): string =>
  JSON.stringify(Object.entries(destination).sort(([one], [other]) => one.localeCompare(other)));
