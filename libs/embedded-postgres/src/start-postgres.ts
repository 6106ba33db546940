import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asServer, ensureDataDirectory } from './data-directory';
import { stopEarlierServer } from './earlier-server';
import { freePort, portIsFree } from './free-port';
import { nativeFiles, type NativeFiles } from './native-files';
import { readPostmasterFile } from './postmaster-file';
import { PostgresStartError } from './postgres-start-error';
import { serverUser, type ServerUser } from './server-user';
import { serverSettings } from './server-settings';

export type StartPostgresOptions = {
  /** Made on first use. The caller must be the only one that uses it: a server found running in it is stopped. */
  readonly dataDir: string;
  /** On 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Fixed when the directory is made; random if left out. */
  readonly superuserPassword?: string;
  /** Server settings by name, above the built-in ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** false: no fsync. Survives the death of any process, but not of the machine. */
  readonly durable?: boolean;
  /** Where the server's own log goes; default: beside the data directory. */
  readonly logFile?: string;
};

export type RunningPostgres = {
  readonly pid: number;
  readonly port: number;
  /** postgres:// address of the superuser. */
  url(database?: string): string;
  /** Settles when the server is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends the server as a crash would; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends sessions, writes everything down, exits; by force when `patienceMs` (default 8 s) is over. Resolves when it is gone. */
  stop(patienceMs?: number): Promise<void>;
};

const START_DEADLINE_MS = 120_000;
const STOP_MS = 8_000;
const MAX_LOG_BYTES = 8 * 1024 * 1024;

/**
 * Starts a real PostgreSQL on loopback, with SCRAM and no Unix socket, and returns when it takes connections.
 * @throws PostgresStartError with one sentence that says what to do
 */
export const startPostgres = async (options: StartPostgresOptions): Promise<RunningPostgres> => {
  const superuserPassword = options.superuserPassword ?? randomBytes(24).toString('base64url');
  const user = serverUser();
  const files = nativeFiles(user);
  const durable = options.durable ?? true;
  await ensureDataDirectory({ files, user, dataDir: options.dataDir, superuserPassword, durable });
  const dataDir = realpathSync(options.dataDir);
  await stopEarlierServer(dataDir);

  const logFile = options.logFile ?? `${dataDir}.log`;
  if (sizeOf(logFile) > MAX_LOG_BYTES) truncateSync(logFile);
  const settings = { ...serverSettings(durable), ...options.settings };
  const { child, port } = await launch({ files, user, dataDir, logFile, settings, port: options.port });
  return handle(child, port, superuserPassword);
};

type Launch = {
  files: NativeFiles;
  user: ServerUser | null;
  dataDir: string;
  logFile: string;
  settings: Readonly<Record<string, string>>;
  port: number;
};

const launch = async (o: Launch): Promise<{ child: ChildProcess; port: number }> => {
  for (let attempt = 1; ; attempt++) {
    const port = o.port === 0 ? await freePort() : o.port;
    if (!(await portIsFree(port))) {
      throw new PostgresStartError('port', `Port ${port} on 127.0.0.1, which PostgreSQL needs, is in use.`);
    }
    const logStart = sizeOf(o.logFile);
    const child = spawnServer(o, port);
    if (await isReady(child, o.dataDir)) return { child, port };
    const reason = lastFatal(o.logFile, logStart);
    // Somebody was quicker to take the port, or a back end of a killed server is on its way out.
    const passing = /TCP\/IP sockets|shared memory block/.test(reason);
    if (!passing || attempt === 20)
      throw new PostgresStartError('server', `PostgreSQL did not start: ${reason} (see ${o.logFile}).`);
    await sleep(100 * attempt);
  }
};

const spawnServer = (o: Launch, port: number): ChildProcess => {
  mkdirSync(dirname(o.logFile), { recursive: true });
  const log = openSync(o.logFile, 'a', 0o600);
  try {
    const { path, options } = asServer(o.user, o.dataDir);
    const settings = Object.entries({ ...o.settings, port: String(port) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    // A file and not a pipe: the server must not depend on its parent's life. Its own group: Ctrl-C is for the parent to handle.
    return spawn(o.files.postgres, ['-D', path, ...settings], {
      ...options,
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
};

const isReady = async (child: ChildProcess, dataDir: string): Promise<boolean> => {
  let gone = false;
  child.once('exit', () => (gone = true));
  child.once('error', () => (gone = true));
  const end = performance.now() + START_DEADLINE_MS;
  while (!gone) {
    const file = readPostmasterFile(dataDir);
    if (file?.ready && file.pid === child.pid) return true;
    if (performance.now() > end) {
      child.kill('SIGKILL');
      throw new PostgresStartError('server', `PostgreSQL was not ready within ${START_DEADLINE_MS / 1000} s.`);
    }
    await sleep(10);
  }
  return false;
};

const handle = (child: ChildProcess, port: number, password: string): RunningPostgres => {
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
  });
  const goneWithin = (patienceMs: number): Promise<boolean> =>
    Promise.race([exited.then(() => true), sleep(patienceMs, false, { ref: false })]);
  return {
    pid: child.pid as number, // it was spawned, or `isReady` would have failed
    port,
    url: (database = 'postgres') => `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    exited,
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await exited;
    },
    async stop(patienceMs = STOP_MS) {
      child.kill('SIGINT');
      if (await goneWithin(patienceMs * 0.75)) return;
      child.kill('SIGQUIT');
      if (await goneWithin(patienceMs * 0.25)) return;
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const lastFatal = (logFile: string, from: number): string => {
  const lines = readFileSync(logFile).subarray(from).toString().trimEnd().split('\n');
  const line = lines.findLast((text) => / (FATAL|PANIC): /.test(text)) ?? lines.at(-1) ?? '';
  return line.replace(/^.*?(FATAL|PANIC):\s*/, '').trim() || 'its log is empty';
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
