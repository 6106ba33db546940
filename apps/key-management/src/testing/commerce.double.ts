import { createServiceTokenVerifier, generateServiceKeyPair, type ServicePrivateKey } from '@latchkey/service-tokens';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  /** Who the token says it is; null for a bad one. */
  readonly service: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `proceed` does what commerce would do; it may be called without an answer being sent. */
export type Behaviour = (call: ReceivedCall, response: ServerResponse, proceed: () => Done) => void | Promise<void>;

interface Done {
  readonly status: number;
  readonly body?: unknown;
}

export interface KeptKey {
  readonly key: string;
  readonly merchantId: unknown;
  active: boolean;
}

/** Stands in for commerce's internal API over real sockets, with the same wire. It proves nothing about commerce itself. */
export interface CommerceDouble {
  readonly url: string;
  /** What the caller is to sign its tokens with. */
  readonly serviceKey: ServicePrivateKey;
  readonly calls: ReceivedCall[];
  /** Every key that was ever made, by its kid. */
  readonly keys: ReadonlyMap<string, KeptKey>;
  /** The kid in use for a merchant. */
  current(merchantId: string): string | undefined;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export const startCommerceDouble = async (): Promise<CommerceDouble> => {
  const { privateKeyFile, publicKeysFile } = generateServiceKeyPair('key-management', 'key-management-1');
  const verifier = createServiceTokenVerifier({ publicKeys: publicKeysFile, audience: 'commerce' });
  const calls: ReceivedCall[] = [];
  const keys = new Map<string, KeptKey>();
  const current = new Map<unknown, string>();
  let behaviour = well;

  const receive = async (request: IncomingMessage): Promise<ReceivedCall> => ({
    method: request.method ?? '',
    path: request.url ?? '',
    body: JSON.parse(await text(request)) as ReceivedCall['body'],
    service: (await verifier.verify(request.headers.authorization?.replace(/^Bearer /, '') ?? ''))?.service ?? null,
  });

  const proceed = ({ path, body, service }: ReceivedCall): Done => {
    if (service !== 'key-management') return { status: 401 };
    if (path === '/internal/v1/merchant-keys') {
      const kid = String(body['kid']);
      const made = keys.get(kid) ?? { key: newKey(), merchantId: body['merchant_id'], active: false };
      keys.set(kid, made);
      return made.active ? { status: 409 } : { status: 201, body: { kid, key: made.key } };
    }
    const [, kid = ''] = /^\/internal\/v1\/merchant-keys\/([^/]+)\/activate$/.exec(path) ?? [];
    const made = keys.get(kid);
    if (!made || made.merchantId !== body['merchant_id']) return { status: 404 };
    if (!made.active) current.set(made.merchantId, kid);
    made.active = true;
    return { status: 204 };
  };

  const server = createServer((request, response) => {
    response.on('error', () => {});
    void receive(request).then((call) => {
      calls.push(call);
      return behaviour(call, response, () => proceed(call));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://127.0.0.1:${port}`,
    serviceKey: privateKeyFile,
    calls,
    keys,
    current: (merchantId) => current.get(merchantId),
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const newKey = (): string => randomBytes(32).toString('base64url');

export const respond = (response: ServerResponse, { status, body }: Done): void => {
  response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

export const well: Behaviour = (_call, response, proceed) => respond(response, proceed());
export const hang: Behaviour = () => {};
export const reset: Behaviour = (_call, response) => void response.socket?.resetAndDestroy();
/** It happens, and nobody is told. */
export const loseAnswer: Behaviour = (call, response, proceed) => {
  proceed();
  return reset(call, response, proceed);
};
export const answering =
  (status: number, body?: unknown): Behaviour =>
  (_call, response) =>
    respond(response, { status, body });

/** One behaviour for `prepare` and another for `activate`. */
export const whenActivating =
  (behaviour: Behaviour): Behaviour =>
  (call, response, proceed) =>
    (call.path.endsWith('/activate') ? behaviour : well)(call, response, proceed);
