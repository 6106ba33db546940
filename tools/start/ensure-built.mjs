import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const SOURCES = [
  '{apps,libs,tools}/**/',
  '{apps,libs,tools}/**/*.{ts,tsx,css,html,svg,sql,mjs}',
  'tsconfig.base.json',
  'package-lock.json',
];

/** Builds into dist/ unless what is there is newer than every source (and directory: files may have gone). */
export const ensureBuilt = async () => {
  const built = join(root, 'dist/tools/start/main.js');
  if (existsSync(built)) {
    const { mtimeMs } = statSync(built);
    if (globSync(SOURCES, { cwd: root }).every((file) => statSync(join(root, file)).mtimeMs <= mtimeMs)) return true;
  }
  const child = spawn(process.execPath, [join(root, 'tools/build/build.mjs')], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code === 0;
};
