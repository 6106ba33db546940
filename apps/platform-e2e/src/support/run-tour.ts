import { repositoryRoot } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** `npm run tour` against what runs on the data directory. `output`: all that it printed. */
export async function runTour(dataDir: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const args = ['--import', './tools/typescript/hooks.mjs', 'tools/tour/tour.ts'];
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], LATCHKEY_DATA_DIR: dataDir },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** What a tour has in its hands and must not show: keys, encryption keys, card numbers, security codes, cryptograms. */
export const WHOLE_SECRETS = [
  /lk_(?:test|live)_[0-9A-Za-z]{22}_/,
  /"key": "[^"…]*"/,
  /(?<![0-9])4111111111111111(?![0-9])/,
  /"security_code": "[0-9]/,
  /"number": "[0-9]{12,}"/,
  /"cryptogram": "[A-Za-z0-9+/]{5,}/,
];
