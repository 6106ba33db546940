import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where lines are set aside that are no records, for a person to look at: below the spool's directory. */
export const QUARANTINE = 'quarantine';

/** Resolves with the file's path once the lines are in it. */
export async function quarantine(directory: string, lines: readonly (string | Buffer)[]): Promise<string> {
  const place = join(directory, QUARANTINE);
  await mkdir(place, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const path = join(place, `${randomUUID()}.spool`);
  const newline = Buffer.from('\n');
  const content = Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), newline])); // or a Buffer
  await writeFile(path, content, { mode: 0o600, flag: 'wx', flush: true });
  return path;
}
