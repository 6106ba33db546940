import { repositoryRoot } from '@latchkey/testing';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** What a built entry point and everything that it loads from dist/ imports from elsewhere; paths from the repository's root. */
export const builtImports = (
  entry: string,
): { readonly files: readonly string[]; readonly packages: readonly string[] } => {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    // Static and dynamic imports, and calls of require, which is what CommonJS that was bundled has.
    const { importedFiles } = ts.preProcessFile(readFileSync(join(repositoryRoot, path), 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) visit(relative('.', join(dirname(path), fileName)));
      else if (!fileName.startsWith('node:')) packages.add(packageOf(fileName));
    }
  };
  visit(entry);
  return { files: [...files], packages: [...packages].toSorted() };
};

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
