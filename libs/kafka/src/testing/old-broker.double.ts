import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const METADATA = 3;
const API_VERSIONS = 18;

/** A broker of long ago: it tells its cluster (Metadata up to version 1), which is itself, and can do nothing else. */
export async function startOldBroker() {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => {
      const body = request.readInt16BE(4) === API_VERSIONS ? VERSIONS : metadata(portOf());
      const answer = Buffer.concat([int32(body.length + 4), request.subarray(8, 12), body]);
      socket.write(answer);
    });
  });
  const portOf = () => (server.address() as AddressInfo).port; // it listens on TCP
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(),
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
}

const int16 = (value: number) => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value)]);
const string = (text: string) => Buffer.concat([int16(text.length), Buffer.from(text)]);

const range = (api: number, max: number) => [int16(api), int16(0), int16(max)];
/** No error; an array of ranges; not throttled. */
const VERSIONS = Buffer.concat([int16(0), int32(2), ...range(METADATA, 1), ...range(API_VERSIONS, 2), int32(0)]);
/** One broker, number 1, without a rack; it is the controller; no topics. */
const metadata = (port: number) =>
  Buffer.concat([int32(1), int32(1), string('127.0.0.1'), int32(port), int16(-1), int32(1), int32(0)]);
