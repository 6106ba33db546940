import { freePort } from '@latchkey/embedded-postgres';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type DisposableKafka, startDisposableKafka } from './disposable-kafka';

export type ProxiedKafka = {
  /** Past the proxy. */
  readonly kafka: DisposableKafka;
  /** Through it: the broker names this address to whoever comes this way. */
  readonly brokers: readonly string[];
  /** `swallow-answers`: what the broker says gets lost, what it is told does not. */
  setMode(mode: 'pass' | 'swallow-answers'): void;
  /** Ends every connection, as an unplugged network would for both sides. */
  cut(): void;
  dispose(): Promise<void>;
};

/** A Kafka of one's own behind something that loses answers. */
export const startProxiedKafka = async (): Promise<ProxiedKafka> => {
  const behind = await freePort();
  const pairs = new Set<readonly [Socket, Socket]>();
  let mode: 'pass' | 'swallow-answers' = 'pass';
  const server = createServer((client) => {
    const upstream = connect(behind, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.on('data', (bytes) => void upstream.write(bytes));
    upstream.on('data', (bytes) => void (mode === 'pass' && client.write(bytes)));
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => (pair.forEach((other) => other.destroy()), pairs.delete(pair)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP

  const port = await freePort();
  const controller = await freePort();
  const kafka = await startDisposableKafka({
    port,
    settings: {
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      listeners: `PLAINTEXT://127.0.0.1:${port},PROXIED://127.0.0.1:${behind},CONTROLLER://127.0.0.1:${controller}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},PROXIED://${address}`,
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT',
    },
  });
  const cut = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    kafka,
    brokers: [address],
    setMode: (next) => void (mode = next),
    cut,
    async dispose() {
      await kafka.dispose();
      server.close();
      cut();
      await once(server, 'close');
    },
  };
};
