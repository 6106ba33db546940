import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a server on this machine, to cut its connections as an unplugged network would, or to let nothing through. */
export async function createTcpFront(serverPort: number, port = 0) {
  const pairs = new Set<readonly [Socket, Socket]>();
  let mode: 'pass' | 'refuse' | 'swallow' = 'pass';
  const server = createServer((client) => {
    if (mode === 'refuse') return void client.destroy();
    const upstream = connect(serverPort, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.on('data', (bytes) => void (mode !== 'swallow' && upstream.write(bytes)));
    upstream.on('data', (bytes) => void (mode !== 'swallow' && client.write(bytes)));
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => (pair.forEach((other) => other.destroy()), pairs.delete(pair)));
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => pairs.size,
    setMode: (next: typeof mode) => void (mode = next),
    cut,
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
