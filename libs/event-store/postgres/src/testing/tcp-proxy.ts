import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type ProxyMode = 'pass' | 'swallow-answers' | 'swallow-requests' | 'refuse';

/** Stands between a client and the server at `url`, to lose what they say to each other and to cut their connections. */
export async function createTcpProxy(url: string) {
  const { hostname, port } = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let mode: ProxyMode = 'pass';

  const server = createServer((client) => {
    if (mode === 'refuse') return void client.destroy();
    const upstream = connect(Number(port), hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.on('data', (bytes) => void (mode !== 'swallow-requests' && upstream.write(bytes)));
    upstream.on('data', (bytes) => void (mode !== 'swallow-answers' && client.write(bytes)));
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => (pair.forEach((other) => other.destroy()), pairs.delete(pair)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = new URL(url);
  address.port = String((server.address() as AddressInfo).port);

  const cut = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    url: address.href,
    setMode: (next: ProxyMode) => void (mode = next),
    /** Ends every connection, as an unplugged network would for both sides. */
    cut,
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
