import { connect } from 'node:net';

/** Sends bytes as they are, one piece after the other, and gives everything that came back until the end. */
export function sendRaw(url: string, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(received) : reject(error),
    );
    socket.on('close', () => resolve(received));
    for (const piece of pieces) socket.write(piece);
  });
}

/** The status codes of all answers in what came back. */
export const statusesOf = (received: string): number[] =>
  Array.from(received.matchAll(/HTTP\/1\.1 ([0-9]{3}) /g), ([, status]) => Number(status));
