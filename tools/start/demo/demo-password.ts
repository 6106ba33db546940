import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from '../data-directory';
import { writePrivateFile } from '../private-file';

/** Of the demo account's owner, as it was made; null where it is missing or damaged. */
export const readDemoPassword = (data: DataDirectory): string | null => {
  const file = fileIn(data);
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return /^[\w-]{24}$/.test(text) ? text : null;
};

export const newDemoPassword = (): string => randomBytes(18).toString('base64url');

/** In a file of its own, so that it can be shown without anything else. */
export const keepDemoPassword = (data: DataDirectory, password: string): void =>
  writePrivateFile(fileIn(data), `${password}\n`);

const fileIn = (data: DataDirectory): string => data.at('demo-password');
