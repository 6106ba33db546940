import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Entry = { readonly pid: number; readonly entry: string };

const PATIENCE_MS = 9_000;

/** The children of the start that runs now, on disk, so that the next one can find those that outlived it. */
export type ProcessList = { add(pid: number, entry: string): void; remove(pid: number): void };

export const openProcessList = (file: string): ProcessList => {
  const entries = new Map<number, Entry>();
  const save = (): void => writeFileSync(file, JSON.stringify([...entries.values()]), { mode: 0o600 });
  return {
    add(pid, entry) {
      entries.set(pid, { pid, entry });
      save();
    },
    remove(pid) {
      if (entries.delete(pid)) save();
    },
  };
};

/**
 * Waits for the children that a killed start left behind: they stop by themselves when they notice. One that has not
 * after 9 s is killed, if its command line says that it really is ours.
 */
export const endEarlierProcesses = async (file: string, dataDir: string, patienceMs = PATIENCE_MS): Promise<void> => {
  const earlier = readEntries(file);
  const left = (): Entry[] => earlier.filter((entry) => isOurs(entry, dataDir));
  const end = performance.now() + patienceMs;
  while (left().length > 0 && performance.now() < end) await sleep(50);
  for (const { pid } of left()) kill(pid);
  while (left().length > 0) await sleep(50);
};

const readEntries = (file: string): Entry[] => {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry[];
  } catch {
    return []; // cut off by a crash while it was written: the ports will tell
  }
};

const isOurs = ({ pid, entry }: Entry, dataDir: string): boolean => {
  const command = commandLine(pid);
  return command.includes(entry) && command.includes(marker(dataDir));
};

/** An argument that the services ignore; it tells whose they are. */
export const marker = (dataDir: string): string => `--started-from=${dataDir}`;

const commandLine = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
};
