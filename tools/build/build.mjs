/**
 * Bundles every entry point of apps/ and tools/ into dist/, one ES module each plus shared chunks; packages stay outside.
 * Entry points are the files named `*main.ts`. The dashboard, for browsers, is built by Vite.
 */
import { transform } from '@swc/core';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { swcOptions } from '../swc-options.mjs';
import { buildDashboard } from './dashboard.mjs';

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

const bundle = await rolldown({
  input: entries,
  cwd: root,
  platform: 'node',
  external: (id) =>
    !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@latchkey/') && !/^[A-Za-z]:/.test(id),
  resolve: { alias, extensions: ['.ts', '.js', '.json'] },
  moduleTypes: { '.sql': 'text' },
  plugins: [compile],
});
// Built beside and then swapped in, so that whoever starts a service meanwhile finds the old files or the new ones.
const target = join(root, 'dist');
const fresh = join(root, `dist-${process.pid}`);
const old = `${fresh}-old`;
await bundle.write({
  dir: fresh,
  format: 'esm',
  sourcemap: true,
  chunkFileNames: 'chunks/[name]-[hash].js',
});
await bundle.close();
const page = await buildDashboard(root, join(fresh, 'apps/dashboard')).catch((error) => {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
});
for (;;) {
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    break;
  } catch (error) {
    // Another build has put its own there in between.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code)) throw error;
    rmSync(old, { recursive: true, force: true });
  }
}
rmSync(old, { recursive: true, force: true });
const kB = (bytes) => `${Math.ceil(bytes / 1000)} kB`;
console.log(`built ${Object.keys(entries).length} entry points into ${relative(process.cwd(), target) || '.'}`);
console.log(
  `the dashboard’s heaviest first visit: ${kB(page.gzip)} of JavaScript as gzip, ${kB(page.brotli)} as brotli`,
);
