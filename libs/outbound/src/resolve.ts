import { lookup } from 'node:dns/promises';
import { isLocalhost } from './target';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name. Rejects as node:dns does: ENOTFOUND and ENODATA for a name that is not there. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

const MAX_LOOKUPS = 64;

/**
 * The machine's own resolution. A look-up cannot be cancelled and occupies one of two threads, so those for one name are
 * one, and there is a bound on how many are left behind by callers that gave up.
 */
export function createSystemResolve(ask: Resolve = askSystem): Resolve {
  const running = new Map<string, Promise<readonly Address[]>>();
  return (host) => {
    // RFC 6761; not every resolver knows names below localhost.
    if (isLocalhost(host)) return Promise.resolve(LOOPBACK);
    const already = running.get(host);
    if (already !== undefined) return already;
    if (running.size >= MAX_LOOKUPS) return Promise.reject(new Error('too many names are being looked up'));
    const started = ask(host).finally(() => running.delete(host));
    running.set(host, started);
    return started;
  };
}

const LOOPBACK: readonly Address[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

async function askSystem(host: string): Promise<readonly Address[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
