import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaStartError } from './kafka-start-error';

const PATIENCE_MS = 10_000;

export const pidFile = (directory: string): string => join(directory, 'kafka.pid');
export const propertiesFile = (directory: string): string => join(directory, 'server.properties');

/** Stops a broker that a killed parent left behind in this directory, if it certainly is one of this very directory. */
export const stopEarlierKafka = async (directory: string): Promise<void> => {
  const pid = readPid(directory);
  if (pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isBrokerOf(pid, directory)) break;
    process.kill(pid, signal);
    const end = performance.now() + PATIENCE_MS;
    while (isBrokerOf(pid, directory) && performance.now() < end) await sleep(25);
  }
  if (isBrokerOf(pid, directory)) {
    throw new KafkaStartError(
      'broker',
      `Kafka from an earlier start (process ${pid}) is still running and cannot be stopped.`,
    );
  }
  rmSync(pidFile(directory), { force: true });
};

const readPid = (directory: string): number | undefined => {
  try {
    return Number(readFileSync(pidFile(directory), 'utf8')) || undefined;
  } catch {
    return undefined; // No broker was ever started here.
  }
};

const isBrokerOf = (pid: number, directory: string): boolean => {
  const command = commandLine(pid);
  return command.includes('kafka.Kafka') && command.includes(propertiesFile(directory));
};

const commandLine = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // It has ended.
  }
};
