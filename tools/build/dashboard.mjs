import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { compressAssets } from './compress.mjs';

/** JavaScript that a first visit loads, compressed with gzip: the larger of what servers and browsers agree on. */
const FIRST_PAGE_BUDGET_BYTES = 200_000;

/** Builds the dashboard into `outDir` and fails if any page's first visit would load too much. */
export async function buildDashboard(root, outDir) {
  await build({
    configFile: join(root, 'apps/dashboard/vite.config.mjs'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  compressAssets(join(outDir, 'assets'));
  const pages = firstVisits(outDir);
  const heaviest = pages.reduce((most, page) => (page.gzip > most.gzip ? page : most));
  if (heaviest.gzip > FIRST_PAGE_BUDGET_BYTES) {
    throw new Error(
      `A first visit of ${heaviest.name} loads ${heaviest.gzip} bytes of compressed JavaScript; the budget is ${FIRST_PAGE_BUDGET_BYTES}.`,
    );
  }
  return heaviest;
}

/** Not a page, but loaded soon after every one. */
const PREFETCHED = 'src/ui/menu-popup.tsx';

/** What each page brings together with the entry and what is prefetched, as if nothing had been loaded before. */
function firstVisits(outDir) {
  const manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  return Object.keys(manifest)
    .filter((key) => manifest[key].isDynamicEntry && key !== PREFETCHED)
    .map((key) => {
      const files = [...withImports(manifest, [entry, key, PREFETCHED])];
      const bytes = files.map((file) => readFileSync(join(outDir, file)));
      return {
        name: manifest[key].src ?? key,
        gzip: sum(bytes.map((code) => gzipSync(code).length)),
        brotli: sum(bytes.map((code) => brotliCompressSync(code).length)),
      };
    });
}

function withImports(manifest, keys, files = new Set()) {
  for (const key of keys) {
    const { file, imports = [] } = manifest[key];
    if (!file.endsWith('.js') || files.has(file)) continue;
    files.add(file);
    withImports(manifest, imports, files);
  }
  return files;
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
