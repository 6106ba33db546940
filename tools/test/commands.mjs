import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const running = new Set();

/** Runs a Node program of this repository with its output shown; true if it exits with 0. */
export const run = async (program, args = [], { nodeArgs = [], env = {}, onOutput } = {}) => {
  const child = spawn(process.execPath, [...nodeArgs, resolve(root, program), ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.stdout.on('data', (chunk) => (process.stdout.write(chunk), onOutput?.(String(chunk))));
  child.stderr.on('data', (chunk) => (process.stderr.write(chunk), onOutput?.(String(chunk))));
  const [code] = await once(child, 'close');
  running.delete(child);
  return code === 0;
};

export const stopAll = async () => {
  const children = [...running];
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([
    Promise.all(children.map((child) => once(child, 'close'))),
    new Promise((done) => setTimeout(done, 5_000)),
  ]);
  for (const child of children) child.kill('SIGKILL');
};
