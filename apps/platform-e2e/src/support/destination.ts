import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Behaviour = (received: Received, response: ServerResponse) => void;

export type Destination = Awaited<ReturnType<typeof startDestination>>;

/** A third party's server on this machine: keeps what it receives and answers as told, at first 200 with `{"ok":true}`. */
export async function startDestination() {
  const received: Received[] = [];
  let behaviour: Behaviour = (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    text(request).then(
      (body) => {
        const one = { path: request.url ?? '', headers: request.headers, body };
        received.push(one);
        behaviour(one, response);
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    received,
    /** The only name of this machine that a destination may have is localhost. */
    url: (path: string): string => `http://localhost:${port}${path}`,
    /** As an account allows it. */
    allowed: (over: object = {}) => ({ host: 'localhost', ports: [port], insecure_loopback: true, ...over }),
    behave: (next: Behaviour): void => {
      behaviour = next;
    },
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
