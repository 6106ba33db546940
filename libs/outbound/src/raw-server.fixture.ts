import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** What a destination does with one connection; `request` resolves when a whole request has come, with its bytes as text. */
export type Script = (socket: Socket, request: () => Promise<string>, nth: number) => unknown;

/** A destination that may do anything to whoever connects: it writes bytes, not HTTP. */
export interface RawServer {
  readonly port: number;
  /** All that every connection has received, in the order of the connections. */
  readonly received: readonly string[];
  connections(): number;
  open(): number;
  close(): Promise<void>;
}

export async function startRawServer(script: Script, tls?: TlsOptions, host = '127.0.0.1'): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const received: string[] = [];
  const serve = (socket: Socket) => {
    const nth = received.push('') - 1;
    let taken = 0;
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received[nth] += chunk.toString('latin1');
      socket.emit('more');
    });
    const next = async () => {
      for (;;) {
        const text = (received[nth] ?? '').slice(taken);
        const length = requestLength(text);
        if (length !== null) {
          taken += length;
          return text.slice(0, length);
        }
        await once(socket, 'more');
      }
    };
    void Promise.resolve(script(socket, next, nth)).catch(() => {});
  };
  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // A TCP server that listens has one.
    received,
    connections: () => received.length,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function requestLength(text: string): number | null {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return null;
  const body = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= head + 4 + body ? head + 4 + body : null;
}

/** Answers each request with these bytes, and leaves the connection open. */
export const answering =
  (...chunks: readonly (string | Buffer)[]): Script =>
  async (socket, request) => {
    for (;;) {
      await request();
      for (const chunk of chunks) socket.write(chunk);
    }
  };

/** Answers one request with these bytes and closes. */
export const answeringOnce =
  (...chunks: readonly (string | Buffer)[]): Script =>
  async (socket, request) => {
    await request();
    for (const chunk of chunks) socket.write(chunk);
    socket.end();
  };

export const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
