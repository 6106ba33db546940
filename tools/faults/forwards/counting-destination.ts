import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A destination that counts what it received by the header `x-forward`, and takes up to 40 ms to answer. */
export async function startCountingDestination() {
  const received = new Map<string, { readonly times: number[]; readonly cards: Set<string> }>();
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Only what arrived whole was received.
    request.on('end', async () => {
      const name = String(request.headers['x-forward']);
      const entry = received.get(name) ?? { times: [], cards: new Set() };
      entry.times.push(performance.now());
      entry.cards.add(`${request.url} ${Buffer.concat(chunks).toString()}`);
      received.set(name, entry);
      await sleep(Math.random() * 40);
      response.end(JSON.stringify({ forward: name, path: request.url }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    port,
    received,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
