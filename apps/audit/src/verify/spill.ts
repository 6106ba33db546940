import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Numbered files that are added to and read once, in a directory that is made when it is needed. */
export interface Spill {
  write(number: number, bytes: Uint8Array): void;
  /** Empty for what was never written. */
  read(number: number): Buffer;
  remove(): void;
}

export function createSpill(): Spill {
  let directory: string | undefined;
  return {
    write(number, bytes) {
      directory ??= mkdtempSync(join(tmpdir(), 'latchkey-audit-'));
      const file = openSync(join(directory, String(number)), 'a', 0o600);
      try {
        writeSync(file, bytes);
      } finally {
        closeSync(file);
      }
    },
    read(number) {
      const path = directory === undefined ? undefined : join(directory, String(number));
      return path !== undefined && existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    },
    remove() {
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}
