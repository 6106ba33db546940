import { repositoryRoot } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Finished = { readonly code: number | null; readonly output: string };

/** Runs `node …` with nothing in its environment but what is given. */
export const runToEnd = async (
  [, ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Finished> => {
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
};
