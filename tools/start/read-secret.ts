import { readFileSync } from 'node:fs';
import { type z } from 'zod';
import { type DataDirectory } from './data-directory';
import { type SecretFileName, secretShapes } from './secret-shapes';
import { StartError } from './start-error';

type Secret<Name extends SecretFileName> = z.output<(typeof secretShapes)[Name]>;

/** @throws StartError that names the file and shows nothing of it */
export const readSecret = <Name extends SecretFileName>(data: DataDirectory, name: Name): Secret<Name> => {
  const path = data.at('secrets', name);
  const parsed = secretShapes[name].safeParse(contentsOf(path, data.path));
  if (!parsed.success) throw unusable(path, 'is damaged', data.path);
  return parsed.data as Secret<Name>; // the compiler only knows it as one of all shapes
};

export const unusable = (path: string, trouble: string, dataDir: string): StartError =>
  new StartError(
    `The file ${path} ${trouble} and what is stored cannot be read without it: put it back, or delete ${dataDir} to start afresh.`,
  );

const contentsOf = (path: string, dataDir: string): unknown => {
  const text = textOf(path, dataDir);
  if (!path.endsWith('.json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no shape takes it; the parser's own message quotes what it read
  }
};

const textOf = (path: string, dataDir: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw unusable(path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, dataDir);
  }
};
