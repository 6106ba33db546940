import { startRawServer, type RawServer, type Script } from './raw-server.fixture';
import { createOutbound } from './create-outbound';
import { callOnce, loopback, patient, post } from './internet.fixture';

export const BODY_LIMIT = 64 * 1024;

/** A destination for each visit, and one outbound for all. */
export function createVisits() {
  const outbound = createOutbound({ maxAnswerBytes: BODY_LIMIT });
  const servers: RawServer[] = [];
  const start = async (script: Script) => {
    const server = await startRawServer(script);
    servers.push(server);
    return server;
  };
  return {
    outbound,
    start,
    /** What comes of one request to a destination that does this. */
    visit: async (script: Script, request = post()) => {
      const server = await start(script);
      return callOnce(outbound, loopback(server.port), patient(), request);
    },
    closeServers: async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    },
  };
}

export const head = (...lines: readonly string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
export const withBody = (body: Buffer | string, ...lines: readonly string[]) =>
  Buffer.concat([Buffer.from(head(...lines, `content-length: ${Buffer.byteLength(body)}`)), Buffer.from(body)]);
export const chunked = (...rest: readonly string[]) => head('transfer-encoding: chunked') + rest.join('');
export const many = (count: number) => Array.from({ length: count }, (_none, index) => `x-${index}: a`);
export const interim = (count: number, status = '100 Continue') => `HTTP/1.1 ${status}\r\n\r\n`.repeat(count);

export async function cutByReset(...[socket, request]: Parameters<Script>) {
  await request();
  socket.write(head('content-length: 10') + 'half', () => setImmediate(() => socket.resetAndDestroy()));
}

export function flood(status: string): Script {
  return endless('', interim(20, status));
}

/** Writes as fast as the other side reads, until it is closed. */
export function endless(first: string, piece: string): Script {
  return async (socket, request) => {
    await request();
    socket.write(first);
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', more);
    more();
  };
}

export function bytewise(text: string): Script {
  return async (socket, request) => {
    await request();
    for (const byte of text) await new Promise<void>((resolve) => socket.write(byte, () => setImmediate(resolve)));
  };
}

export function spoilt(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - 8] = (copy[copy.length - 8] ?? 0) ^ 1;
  return copy;
}
