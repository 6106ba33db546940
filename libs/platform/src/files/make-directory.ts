import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory, which only we may enter unless `mode` says otherwise, and those above it that are missing. Node's own
 * `recursive` never returns where the system finds no place for a directory in one that is there, as in Linux's /proc.
 */
export const makeDirectory = (path: string, mode = 0o700): void => {
  if (existsSync(path)) return;
  makeDirectory(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
