import { repositoryRoot } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Measured {
  readonly seconds: number;
  /** Of the process, by user and system; NaN where the system does not tell. */
  readonly processorSeconds: number;
  /** The most that the process had resident; NaN where the system does not tell. */
  readonly megabytes: number;
  readonly output: string;
}

export interface MeasureOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Killed as soon as this holds; then it need not succeed. */
  readonly killWhen?: () => boolean;
}

const LOOK_EVERY_MS = 20;

/** A Node program of its own, from its start to its end. Throws with its output unless it ends with 0. */
export async function runMeasured(
  args: readonly string[],
  { env = {}, killWhen }: MeasureOptions = {},
): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null }));
  let megabytes = NaN;
  let processorSeconds = NaN;
  let killed = false;
  for (let end: { code: number | null } | undefined; end === undefined;) {
    megabytes = peakMegabytes(child.pid) ?? megabytes;
    processorSeconds = processorTime(child.pid) ?? processorSeconds;
    if (!killed && killWhen?.()) killed = child.kill('SIGKILL');
    end = await Promise.race([ended, sleep(LOOK_EVERY_MS, undefined)]);
    if (end && end.code !== 0 && !killed) throw new Error(`${args[0]} ended with ${end.code}:\n${output}`);
  }
  return { seconds: (performance.now() - began) / 1000, processorSeconds, megabytes, output };
}

/** Of Linux. */
function peakMegabytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Of Linux, in whose `stat` the two are numbers 14 and 15, in hundredths of a second; the name before them may hold spaces. */
function processorTime(pid: number | undefined): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return user === undefined || system === undefined ? undefined : (user + system) / 100;
  } catch {
    return undefined;
  }
}
