import { once } from 'node:events';
import { connect } from 'node:net';

/** Names by which Kafka's protocol numbers its requests, of those that are used here. */
export const API = { findCoordinator: 10, initProducerId: 22 } as const;

const CLIENT = Buffer.from('\0\x08latchkey', 'latin1');
const WITHIN_MS = 2_000;

/** One request of version 0 on a connection of its own; answers the body of what came back, without its correlation id. */
export const kafkaRequest = async (port: number, apiKey: number, body: Buffer): Promise<Buffer> => {
  const header = Buffer.alloc(8); // api key, api version 0, correlation id 0
  header.writeInt16BE(apiKey);
  const message = Buffer.concat([header, CLIENT, body]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(message.length);

  const signal = AbortSignal.timeout(WITHIN_MS);
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect', { signal });
    socket.write(Buffer.concat([length, message]));
    let answer = Buffer.alloc(0);
    while (answer.length < 4 || answer.length < 4 + answer.readInt32BE()) {
      const [chunk] = (await once(socket, 'data', { signal })) as [Buffer];
      answer = Buffer.concat([answer, chunk]);
    }
    return answer.subarray(8);
  } finally {
    socket.destroy();
  }
};

export const kafkaString = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
