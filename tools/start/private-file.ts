import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a file that only we may read, unless `mode` says otherwise; it is there as a whole or not at all. */
export const writePrivateFile = (path: string, text: string, mode = 0o600): void => {
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, 'w', mode);
  try {
    // The process's umask may have taken something away.
    fchmodSync(file, mode);
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
};
