import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, lockDirectory } from './spool-lock';
import { segmentsIn, type Segment } from './spool-segments';

/** A directory of a spool, which this process has for itself. */
export interface SpoolHome {
  readonly directory: string;
  /** Gives it up; what is still in it is for whoever comes next. */
  release(): void;
}

const NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A new one below `root`, which is made if it is missing; not what is above it. Throws what the file system throws. */
export function makeHome(root: string): SpoolHome {
  makeDirectory(root);
  for (;;) {
    const directory = join(root, randomUUID());
    makeDirectory(directory);
    // Somebody may have taken it for left behind, in the moment before it was locked.
    const unlock = lockDirectory(directory);
    if (unlock !== null) return home(directory, unlock);
  }
}

/** A directory whose process is gone, and what is in it. */
export interface LeftBehind {
  readonly home: SpoolHome;
  readonly segments: readonly Segment[];
}

/** Those below `root`; nobody else takes the same ones. What cannot be had is told, and holds up nothing. */
export function takeOver(root: string, own: SpoolHome, onTrouble: (error: Error) => void): LeftBehind[] {
  const names = readdirSync(root).filter((name) => NAME.test(name));
  const directories = names.map((name) => join(root, name)).filter((directory) => directory !== own.directory);
  return directories.flatMap((directory) => {
    try {
      const unlock = lockDirectory(directory);
      return unlock === null ? [] : [{ home: home(directory, unlock), segments: segmentsIn(directory) }];
    } catch (error) {
      // Its owner may have removed it just now.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onTrouble(error as Error);
      return [];
    }
  });
}

const home = (directory: string, unlock: () => void): SpoolHome => ({
  directory,
  release() {
    removeIfEmpty(directory);
    unlock();
  },
});

function removeIfEmpty(directory: string): void {
  try {
    if (readdirSync(directory).some((name) => name !== LOCK_FILE)) return;
    unlinkSync(join(directory, LOCK_FILE));
    rmdirSync(directory);
  } catch {
    // It stays, and the next start removes it.
  }
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
