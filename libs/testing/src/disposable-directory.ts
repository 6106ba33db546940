import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSource } from './repository';

export type DisposableDirectory = {
  readonly path: string;
  /** Where a PostgreSQL may keep its files; it is stopped before the directory goes. */
  readonly dataDir: string;
  /** Stops what runs there and removes it. Happens by itself when this process ends, however it ends. */
  dispose(): Promise<void>;
};

export const createDisposableDirectory = (dataDirName: string): DisposableDirectory => {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-'));
  const dataDir = join(path, dataDirName);
  const cleaner = spawn(process.execPath, [...runSource('libs/testing/src/cleaner.ts'), path, dataDir], {
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
