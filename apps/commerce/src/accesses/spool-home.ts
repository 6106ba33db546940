import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, lockDirectory } from './spool-lock';

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

/** Those below `root` that a process has left behind; nobody else takes the same ones. */
export function takeOver(root: string, own: SpoolHome, onTrouble: (error: Error) => void): SpoolHome[] {
  const names = readdirSync(root).filter((name) => NAME.test(name));
  const directories = names.map((name) => join(root, name)).filter((directory) => directory !== own.directory);
  return directories.flatMap((directory) => {
    const unlock = lockIfThere(directory, onTrouble);
    return unlock === null ? [] : [home(directory, unlock)];
  });
}

/** Null also for one that its owner has just removed, or that is not ours to enter: it must not hold up what comes new. */
function lockIfThere(directory: string, onTrouble: (error: Error) => void): (() => void) | null {
  try {
    return lockDirectory(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onTrouble(error as Error);
    return null;
  }
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
