/**
 * Bundles every entry point of apps/ and tools/ into dist/, one ES module each plus shared chunks; packages stay outside.
 * Entry points are the files named `*main.ts`.
 */
import { transform } from '@swc/core';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { swcOptions } from '../swc-options.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
const alias = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [`${name}$`, join(root, file)]),
);

const entries = Object.fromEntries(
  ['apps/*/src/**/*main.ts', 'tools/*/**/*main.ts']
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => [file.replace('/src/', '/').replace(/\.ts$/, ''), join(root, file)]),
);

const compile = {
  name: 'swc',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const output = await transform(code, { ...swcOptions, filename: id, sourceMaps: true });
    return { code: output.code, map: output.map ?? null, moduleType: 'js' };
  },
};

rmSync(join(root, 'dist'), { recursive: true, force: true });
const bundle = await rolldown({
  input: entries,
  cwd: root,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@latchkey/') && !/^[A-Za-z]:/.test(id),
  resolve: { alias, extensions: ['.ts', '.js', '.json'] },
  moduleTypes: { '.sql': 'text' },
  plugins: [compile],
});
await bundle.write({ dir: join(root, 'dist'), format: 'esm', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' });
await bundle.close();
console.log(`built ${Object.keys(entries).length} entry points into ${relative(process.cwd(), join(root, 'dist')) || '.'}`);
