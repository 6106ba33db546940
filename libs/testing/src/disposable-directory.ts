import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSource } from './repository';

export type DisposableDirectory = {
  readonly path: string;
  /** Where a server may keep its files; it is stopped before the directory goes. */
  readonly dataDir: string;
  /** Stops what runs there and removes it. Happens by itself when this process ends, however it ends. */
  dispose(): Promise<void>;
};

/** `dataDirName`, and further ones: of a PostgreSQL, or of a Kafka where the last part is `kafka`. */
export const createDisposableDirectory = (dataDirName: string, ...others: readonly string[]): DisposableDirectory => {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-'));
  const dataDir = join(path, dataDirName);
  const servers = [dataDir, ...others.map((name) => join(path, name))];
  const cleaner = spawn(process.execPath, [...runSource('libs/testing/src/cleaner.ts'), path, ...servers], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  cleaner.unref();
  cleaner.channel?.unref();
  return {
    path,
    dataDir,
    async dispose() {
      cleaner.ref();
      if (cleaner.connected) cleaner.disconnect();
      if (cleaner.exitCode === null && cleaner.signalCode === null) await once(cleaner, 'exit');
    },
  };
};
