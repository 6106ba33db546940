/**
 * Ends the process with one sentence where `npm ci` has not run. Comes before whatever imports a package, or what only the
 * Node of `npm ci` has, so this file must run on any Node that there is.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// npm writes it last.
if (!existsSync(fileURLToPath(new URL('../../node_modules/.package-lock.json', import.meta.url)))) {
  console.error('Dependencies are not installed: run `npm ci` first.');
  process.exit(1);
}
