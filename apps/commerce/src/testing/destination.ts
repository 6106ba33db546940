import type { DestinationDetails } from '@latchkey/accounts-domain';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

type Behaviour = (received: Received, response: ServerResponse) => void | Promise<void>;

/** A third party's server over real sockets, on this machine: keeps what it receives and answers as told. */
export async function startDestination() {
  const received: Received[] = [];
  let connections = 0;
  let behaviour: Behaviour = echo;
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    text(request).then(
      (body) => {
        const { method, url, headers, rawHeaders } = request;
        const one = { method, url, headers, rawHeaders, body };
        received.push(one);
        return behaviour(one, response);
      },
      () => response.destroy(),
    );
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    port,
    url: (path = '/') => `http://localhost:${port}${path}`,
    received,
    connections: () => connections,
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    /** As an account allows it. */
    allowed: (over: Partial<DestinationDetails> = {}): DestinationDetails => ({
      host: 'localhost',
      ports: [port],
      pathPrefixes: ['/'],
      methods: ['POST'],
      merchantIds: null,
      relay: 'masked',
      insecureLoopback: true,
      ...over,
    }),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export const echo: Behaviour = ({ body, headers }, response) => {
  response.writeHead(200, { 'content-type': headers['content-type'] ?? 'text/plain' }).end(body);
};

export const answer =
  (status: number, body: string | Buffer, headers: Record<string, string | string[]> = {}): Behaviour =>
  (_received, response) => {
    response.writeHead(status, headers).end(body);
  };
