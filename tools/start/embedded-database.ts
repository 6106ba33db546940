import { type RunningPostgres, startPostgres } from '@latchkey/embedded-postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff';

export type EmbeddedDatabase = {
  readonly url: (database?: string) => string;
  stop(patienceMs: number): Promise<void>;
};

export type EmbeddedDatabaseOptions = {
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  readonly superuserPassword: string;
  readonly say: (line: string) => void;
};

/** Starts PostgreSQL, and starts it again whenever it dies, until it is stopped. Fails if the first start does. */
export const startEmbeddedDatabase = async ({
  say,
  ...options
}: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> => {
  const stopping = new AbortController();
  let server: RunningPostgres = await startPostgres(options);

  const keepAlive = async (): Promise<void> => {
    const delay = backoff();
    while (!stopping.signal.aborted) {
      await server.exited;
      if (stopping.signal.aborted) return;
      say('PostgreSQL ended; starting it again');
      do await sleep(delay.nextMs(), undefined, { signal: stopping.signal });
      while (!(await restart()));
    }
  };
  const restart = async (): Promise<boolean> => {
    try {
      server = await startPostgres(options);
      say('PostgreSQL is back');
      return true;
    } catch (error) {
      say((error as Error).message);
      return stopping.signal.aborted;
    }
  };
  // Only stopping ends it early: every other failure is handled inside.
  const kept = keepAlive().catch(() => {});

  return {
    url: (database) => server.url(database),
    async stop(patienceMs) {
      stopping.abort();
      // A restart that is under way ends first: its server is to be stopped as well.
      const stopped = server.stop(patienceMs);
      await Promise.all([stopped, kept]);
      await server.stop(patienceMs);
    },
  };
};
