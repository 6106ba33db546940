import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Puts `<file>.br` and `<file>.gz` beside each file of text, so that nobody compresses while somebody waits. */
export function compressAssets(directory) {
  for (const name of globSync('*.{js,css,svg}', { cwd: directory })) {
    const contents = readFileSync(join(directory, name));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
    writeFileSync(join(directory, `${name}.br`), brotliCompressSync(contents, { params }));
    writeFileSync(join(directory, `${name}.gz`), gzipSync(contents, { level: 9 }));
  }
}
