import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AddressInfo } from 'node:net';

export interface ListeningApp {
  readonly url: string;
  /** Stops accepting, finishes what has begun, then runs Nest's shutdown hooks, which let go of resources. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Requests still running after this are cut off. Default 6,000. */
  readonly drainWithinMs?: number;
}

/** Starts listening. Rejects when the port is taken. */
export async function listen(app: NestFastifyApplication, options: ListenOptions): Promise<ListeningApp> {
  const { host, port, drainWithinMs = 6_000 } = options;
  await app.listen({ host, port });
  const fastify = app.getHttpAdapter().getInstance();
  // Listening on TCP, so the address is not a pipe's name.
  const address = fastify.server.address() as AddressInfo;
  const shown = address.address.includes(':') ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    async close() {
      const timer = setTimeout(() => fastify.server.closeAllConnections(), drainWithinMs);
      // Before Nest's own close: its hooks would take away the database while requests still use it.
      await fastify.close();
      clearTimeout(timer);
      await app.close();
    },
  };
}
