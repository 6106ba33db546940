import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPostmasterFile } from './postmaster-file';
import { PostgresStartError } from './postgres-start-error';

const FAST_MS = 10_000;
const IMMEDIATE_MS = 5_000;

/**
 * Stops a server that a killed parent left behind in this data directory, and waits for the back ends that a killed server
 * left behind. A process is stopped only if it certainly is a PostgreSQL server of this very directory.
 */
export const stopEarlierServer = async (dataDir: string): Promise<void> => {
  const pid = readPostmasterFile(dataDir)?.pid;
  if (pid !== undefined && isAlive(pid)) {
    if (isServerOf(pid, dataDir)) await stopServer(pid);
    else if (processesOf(dataDir).length === 0) {
      // The number belongs to another program now; PostgreSQL would take it for a running server and refuse to start.
      rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    }
  }
  await waitUntil(() => processesOf(dataDir).length === 0, FAST_MS);
};

const stopServer = async (pid: number): Promise<void> => {
  for (const [signal, patienceMs] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ] as const) {
    send(pid, signal);
    if (await waitUntil(() => !isAlive(pid), patienceMs)) return;
  }
  throw new PostgresStartError(
    'server',
    `PostgreSQL from an earlier start (process ${pid}) is still running and cannot be stopped.`,
  );
};

const isServerOf = (pid: number, dataDir: string): boolean => {
  if (process.platform === 'linux') return processesOf(dataDir, [String(pid)]).length === 1;
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(dataDir);
  } catch {
    return false;
  }
};

/** PostgreSQL's processes work in their data directory, so Linux names it for each of them. */
const processesOf = (dataDir: string, candidates: readonly string[] = allProcesses()): string[] => {
  const directory = realpathSync(dataDir);
  return candidates.filter((pid) => {
    try {
      // After a reinstall the link ends in " (deleted)".
      const [program] = basename(readlinkSync(`/proc/${pid}/exe`)).split(' ');
      return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === directory;
    } catch {
      return false;
    }
  });
};

const allProcesses = (): string[] =>
  process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
};

const waitUntil = async (condition: () => boolean, patienceMs: number): Promise<boolean> => {
  const end = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > end) return false;
    await sleep(25);
  }
  return true;
};
