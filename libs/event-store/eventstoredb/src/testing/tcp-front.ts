import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a server on this machine, to cut its connections as an unplugged network would, or to let nothing through. */
export async function createTcpFront(serverPort: number, port = 0) {
  const pairs = new Set<readonly [Socket, Socket]>();
  const forgotten = new WeakSet<readonly [Socket, Socket]>();
  let mode: 'pass' | 'refuse' | 'swallow' = 'pass';
  const server = createServer((client) => {
    if (mode === 'refuse') return void client.destroy();
    const upstream = connect(serverPort, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const passes = () => mode !== 'swallow' && !forgotten.has(pair);
    client.on('data', (bytes) => void (passes() && upstream.write(bytes)));
    upstream.on('data', (bytes) => void (passes() && client.write(bytes)));
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
    /** The connections that there are stay open and dead, as after a firewall has forgotten them. */
    forget: () => pairs.forEach((pair) => forgotten.add(pair)),
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
