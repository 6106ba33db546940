import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const LOCK_FILE = 'lock';

/**
 * Takes a directory for this process alone; null if another has it. SQLite's lock is the operating system's: it ends with
 * the process, however that ends, so there is never a stale one. (Node itself offers no file locks.) Throws what the file
 * system throws.
 */
export function lockDirectory(directory: string): (() => void) | null {
  const file = join(directory, LOCK_FILE);
  makeFile(file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = memory; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (Reflect.get(error as Error, 'errcode') === SQLITE_BUSY) return null;
    throw error;
  }
}

const SQLITE_BUSY = 5;

/** One that is there is not opened: by POSIX, closing it again would end the lock that this process may have on it. */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
