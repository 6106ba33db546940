import { startPostgres, type RunningPostgres } from '@latchkey/embedded-postgres';
import { randomBytes } from 'node:crypto';
import { createDisposableDirectory } from './disposable-directory';

export type DisposablePostgres = {
  readonly port: number;
  pid(): number;
  /** The superuser's address; the same after a restart. */
  url(database?: string): string;
  /** Crashes the server. What was committed stays. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again, on the same files and port, after a `kill` or a `stop`. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes its files. Happens by itself when this process ends. */
  dispose(): Promise<void>;
};

/** A PostgreSQL server of one's own, to be killed and restarted at will. Takes half a second. */
export const startDisposablePostgres = async (
  settings: Readonly<Record<string, string>> = {},
  given: { readonly superuserPassword?: string; readonly port?: number } = {},
): Promise<DisposablePostgres> => {
  const directory = createDisposableDirectory('data');
  const { superuserPassword = randomBytes(24).toString('base64url') } = given;
  const start = (port: number): Promise<RunningPostgres> =>
    startPostgres({ dataDir: directory.dataDir, port, superuserPassword, settings, durable: false });

  let server = await start(given.port ?? 0);
  const { port } = server;
  return {
    port,
    pid: () => server.pid,
    url: (database) => server.url(database),
    kill: (signal) => server.kill(signal),
    async restart() {
      server = await start(port);
    },
    stop: () => server.stop(),
    async dispose() {
      await server.stop();
      await directory.dispose();
    },
  };
};
