import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port that was free a moment ago: whoever binds it must be ready to ask for another. */
export const freePort = (): Promise<number> => listenOnce(0);

export const portIsFree = async (port: number, host: string = LOOPBACK): Promise<boolean> => {
  try {
    await listenOnce(port, host);
    return true;
  } catch {
    return false;
  }
};

const listenOnce = (port: number, host: string = LOOPBACK): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : port));
    });
  });
