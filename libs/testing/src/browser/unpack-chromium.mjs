/** Unpacks the Chromium of its npm package, and what it needs where a system has none of it, into the directory given. */
import { inflate } from '@sparticuz/chromium';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [directory] = process.argv.slice(2);
// The package knows no other way to be told where to.
process.env.TMPDIR = directory;
const archives = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '../../bin');
await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(archives, name))));
