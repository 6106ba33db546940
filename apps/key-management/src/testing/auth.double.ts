import { createServiceTokenVerifier, generateServiceKeyPair, type ServicePrivateKey } from '@latchkey/service-tokens';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for auth's list of last uses over real sockets, with the same wire. It proves nothing about auth itself. */
export interface AuthDouble {
  readonly url: string;
  /** What the caller is to sign its tokens with. */
  readonly serviceKey: ServicePrivateKey;
  /** `after` of each call, null for none. */
  readonly asked: (string | null)[];
  /** `second`: since 1970. */
  use(keyId: string, second: number): void;
  /** Answers each call instead of the list, until it is told undefined. */
  behave(behaviour: ((response: ServerResponse) => void) | undefined): void;
  close(): Promise<void>;
}

export const startAuthDouble = async (): Promise<AuthDouble> => {
  const { privateKeyFile, publicKeysFile } = generateServiceKeyPair('key-management', 'key-management-1');
  const verifier = createServiceTokenVerifier({ publicKeys: publicKeysFile, audience: 'auth' });
  const asked: (string | null)[] = [];
  const uses: { readonly key_id: string; readonly last_used_at: string }[] = [];
  let behaviour: ((response: ServerResponse) => void) | undefined;

  const page = (after: string | null, limit: number) => {
    const from = Number(after ?? 0);
    const data = uses.slice(from, from + limit);
    return { data, cursor: String(from + data.length), has_more: from + data.length < uses.length };
  };

  const server = createServer((request, response) => {
    response.on('error', () => {});
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://auth');
    void verifier.verify(request.headers.authorization?.replace(/^Bearer /, '') ?? '').then((caller) => {
      const after = searchParams.get('after');
      asked.push(after);
      if (behaviour) return behaviour(response);
      const isGood = pathname === '/v1/last-used' && caller?.service === 'key-management';
      response.writeHead(isGood ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isGood ? page(after, Number(searchParams.get('limit'))) : {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://127.0.0.1:${port}`,
    serviceKey: privateKeyFile,
    asked,
    use: (keyId, second) => void uses.push({ key_id: keyId, last_used_at: new Date(second * 1000).toISOString() }),
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
