import { makeDirectory } from '@latchkey/platform';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writePrivateFile } from './private-file';
import { StartError } from './start-error';

export const DATA_VERSION = 1;

/** For an earlier start that is just stopping, because npm was killed above it. */
const LOCK_PATIENCE_MS = 2_500;

export type DataDirectory = {
  readonly path: string;
  /** Whether an earlier start got as far as to make all secrets here. */
  readonly isComplete: boolean;
  at(...names: string[]): string;
  markComplete(): void;
  release(): void;
};

/** Opens the data directory for us alone, or says in one sentence why not. */
export const openDataDirectory = (path: string): DataDirectory => {
  const at = (...names: string[]): string => join(path, ...names);
  makeWritable(path);
  const release = lock(path, at('lock'));
  const versionFile = at('version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : null;
  if (version !== null && version !== String(DATA_VERSION)) {
    release();
    throw new StartError(
      Number(version) > DATA_VERSION
        ? `The data directory ${path} belongs to a newer version of Latchkey (its format is ${version}, this one knows ${DATA_VERSION}): start that version, or set LATCHKEY_DATA_DIR to another directory.`
        : `The data directory ${path} has an unreadable version file: set LATCHKEY_DATA_DIR to another directory.`,
    );
  }
  return {
    path,
    isComplete: version !== null,
    at,
    markComplete: () => writePrivateFile(versionFile, `${DATA_VERSION}\n`),
    release,
  };
};

const makeWritable = (path: string): void => {
  try {
    makeDirectory(join(path, 'logs'));
    closeSync(openSync(join(path, 'lock'), 'a', 0o600));
  } catch (error) {
    throw unwritable(path, error);
  }
};

/**
 * SQLite's lock is the operating system's: it ends with the process, however that ends, so there is never a stale one.
 * (Node itself offers no file locks.)
 */
const lock = (path: string, file: string): (() => void) => {
  const database = new DatabaseSync(file, { timeout: LOCK_PATIENCE_MS });
  try {
    database.exec('PRAGMA journal_mode = memory; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const SQLITE_BUSY = 5;
    if (Reflect.get(error as Error, 'errcode') !== SQLITE_BUSY) throw unwritable(path, error);
    throw new StartError(
      `The data directory ${path} is already in use by another Latchkey: stop that one, or set LATCHKEY_DATA_DIR and LATCHKEY_PORT_BASE to other values.`,
    );
  }
  return () => database.close();
};

const unwritable = (path: string, cause: unknown): StartError =>
  new StartError(
    `The data directory ${path} cannot be written to (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}): set LATCHKEY_DATA_DIR to one that can.`,
    { cause },
  );
