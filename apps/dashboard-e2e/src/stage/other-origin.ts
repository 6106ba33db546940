import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export type OtherOrigin = {
  /** Another origin of the same site: browsers send it even cookies that are SameSite=Strict. */
  readonly sameSite: string;
  readonly otherSite: string;
  stop(): Promise<void>;
};

/** Somebody else's pages, on this machine: an empty one at every path, without any policy that would hold it back. */
export const startOtherOrigin = async (): Promise<OtherOrigin> => {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    sameSite: `http://127.0.0.1:${port}`,
    otherSite: `http://localhost:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
