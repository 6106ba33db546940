import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 8 * 1024 * 1024;
const CHECK_EVERY_MS = 1_000;

/** Keeps each log of a directory at about 8 MiB, with one older part of it beside, for as long as this process lives. */
export const keepLogsSmall = (directory: string, say: (line: string) => void): void => {
  let told = '';
  const check = (): void => {
    const trouble = cutLogs(directory, MAX_BYTES);
    if (trouble !== '' && trouble !== told) say(`The logs in ${directory} cannot be kept small (${trouble})`);
    told = trouble;
  };
  check();
  setInterval(check, CHECK_EVERY_MS).unref();
};

/** Answers why it could not; empty if it could. */
export const cutLogs = (directory: string, maxBytes: number): string => {
  try {
    const logs = readdirSync(directory).filter((name) => name.endsWith('.log'));
    for (const log of logs.map((name) => join(directory, name))) {
      if (statSync(log).size > maxBytes) setAside(log);
    }
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown error';
  }
};

/**
 * Copied and emptied instead of renamed: whoever writes has the file open, for appending, and must not depend on us for it.
 * What is written between the two is lost. On a full disk the copy fails, and emptying makes room.
 */
const setAside = (log: string): void => {
  try {
    copyFileSync(log, `${log}.1`);
  } finally {
    truncateSync(log);
  }
};
