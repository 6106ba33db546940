import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const find = (directory: string): string =>
  existsSync(join(directory, 'nx.json')) ? directory : find(dirname(directory));

export const repositoryRoot = find(import.meta.dirname);

/** Node arguments that run a TypeScript source of this repository without a build. */
export const runSource = (path: string): string[] => [
  '--import',
  join(repositoryRoot, 'tools/typescript/hooks.mjs'),
  join(repositoryRoot, path),
];
