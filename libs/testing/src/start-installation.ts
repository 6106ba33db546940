import { portIsFree } from '@latchkey/embedded-postgres';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDisposableDirectory } from './disposable-directory';
import { repositoryRoot } from './repository';
import { type ExitStatus } from './start-process';

/** `<data dir>/local.json`, as product.md section 9 has it. */
export type LocalInstallation = {
  readonly key_management_url: string;
  readonly dashboard_url: string;
  readonly commerce_url: string;
  readonly auth_url: string;
  readonly auth_urls: readonly string[];
  readonly database_url: string;
  readonly audit_database_url: string;
  readonly operator_token: string;
  readonly provider_url: string;
  readonly seals_file: string;
  readonly sealing_key_fingerprint: string;
  readonly kafka_brokers?: readonly string[];
  readonly demo?: {
    readonly account_id: string;
    readonly merchant_ids: readonly string[];
    readonly email?: string;
    readonly password?: string;
  };
};

/** One run of `npm start`. */
export type StartRun = {
  readonly pid: number;
  /** Resolves when it has printed `Latchkey is ready`; rejects with its output if it ends before. */
  readonly ready: Promise<void>;
  /** The end of the process and of all that share its output. */
  readonly exited: Promise<ExitStatus>;
  /** Standard output and error as they came. */
  output(): string;
  /** Sends the signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<ExitStatus>;
};

export type Installation = {
  readonly dataDir: string;
  readonly portBase: number;
  /** Starts it, or starts it again: by itself, or with npm above it. The demo is off unless `env` says otherwise. */
  start(env?: Readonly<Record<string, string>>, command?: readonly [string, ...string[]]): StartRun;
  local(): LocalInstallation;
  /** Stops what still runs and removes the data. Happens by itself when this process ends. */
  dispose(): Promise<void>;
};

/** A data directory and a range of free ports for `npm start`. */
export const createInstallation = async (): Promise<Installation> => {
  const portBase = await freePortBase();
  const directory = createDisposableDirectory('.data/postgres', '.data/kafka');
  const dataDir = join(directory.path, '.data');
  const runs: StartRun[] = [];
  return {
    dataDir,
    portBase,
    start(env = {}, command = [process.execPath, 'tools/start/main.mjs']) {
      const run = startRun(command, {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        LATCHKEY_DATA_DIR: dataDir,
        LATCHKEY_PORT_BASE: String(portBase),
        LATCHKEY_DEMO: 'off',
        ...env,
      });
      runs.push(run);
      return run;
    },
    local: () => JSON.parse(readFileSync(join(dataDir, 'local.json'), 'utf8')) as LocalInstallation,
    async dispose() {
      await Promise.all(runs.map((run) => run.kill('SIGTERM')));
      await directory.dispose();
    },
  };
};

const startRun = (
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): StartRun => {
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<ExitStatus>((resolve, reject) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', reject);
  });
  const ready = new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      if (/^Latchkey is ready$/m.test(output)) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    exited.then(({ code, signal }) => reject(new Error(`start ended with ${signal ?? code}:\n${output}`)), reject);
  });
  ready.catch(() => {});
  const endWithUs = (): void => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  void exited.finally(() => process.off('exit', endWithUs)).catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    exited,
    output: () => output,
    async kill(signal) {
      child.kill(signal);
      const status = await Promise.race([exited, sleep(20_000, null, { ref: false })]);
      if (status === null) child.kill('SIGKILL');
      return exited;
    },
  };
};

/** Below the range from which systems hand out ports by themselves. */
const freePortBase = async (): Promise<number> => {
  for (;;) {
    const base = 10_000 + 50 * randomInt(400);
    const ports = Array.from({ length: 30 }, (_, index) => base + index);
    const free = await Promise.all(ports.map((port) => portIsFree(port)));
    if (free.every(Boolean)) return base;
  }
};
