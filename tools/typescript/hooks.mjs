/**
 * Lets Node run the TypeScript sources as they are: `node --import ./tools/typescript/hooks.mjs file.ts`, or by importing
 * this file first. For what runs before there is a build, and for what must not depend on one.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { swcOptions } from '../swc-options.mjs';

const root = resolvePath(import.meta.dirname, '../..');
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));

const locate = (specifier, parentURL) => {
  const [alias] = compilerOptions.paths[specifier] ?? [];
  if (alias) return join(root, alias);
  if (!specifier.startsWith('.') || !parentURL?.startsWith('file:')) return null;
  const path = resolvePath(dirname(fileURLToPath(parentURL)), specifier);
  return [`${path}.ts`, path].find((file) => /\.(ts|sql)$/.test(file) && existsSync(file)) ?? null;
};

registerHooks({
  resolve(specifier, context, next) {
    const file = locate(specifier, context.parentURL);
    return file ? { url: pathToFileURL(file).href, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    if (url.endsWith('.sql')) {
      return {
        format: 'module',
        shortCircuit: true,
        source: `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))};`,
      };
    }
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
