import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot, runSource } from './repository';

export type StartProcessOptions = {
  /** Relative to the repository, for instance `dist/apps/auth/main.js`; a `.ts` file runs without a build. */
  readonly entry: string;
  /** The whole environment but PATH: nothing of the tests' own leaks in. */
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** How long it may take to say that it listens; default 30 s. */
  readonly startTimeoutMs?: number;
};

export type ExitStatus = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type RunningProcess = {
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
  /** Everything it wrote so far, standard output and error as they came. */
  output(): string;
  /** Sends the signal (default SIGTERM) and waits for the end; after 15 s it is killed for good. */
  kill(signal?: NodeJS.Signals): Promise<ExitStatus>;
  readonly exited: Promise<ExitStatus>;
};

/** Starts a service and waits until it listens. It ends with the test process, whatever happens to that one. */
export const startProcess = async (options: StartProcessOptions): Promise<RunningProcess> => {
  const entry = options.entry.endsWith('.ts') ? runSource(options.entry) : [options.entry];
  const child = spawn(process.execPath, [...entry, ...(options.args ?? [])], {
    cwd: options.cwd ?? repositoryRoot,
    env: { PATH: process.env['PATH'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<ExitStatus>((resolve, reject) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', reject);
  });
  const killWithUs = () => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  void exited.finally(() => process.off('exit', killWithUs)).catch(() => {});

  const listening = new Promise<Listening>((resolve) => {
    child.on('message', (message) => {
      if (isListening(message)) resolve(message);
    });
  });
  const started = await Promise.race([
    listening,
    exited.then(({ code, signal }) => `ended with ${signal ?? code}`),
    sleep(options.startTimeoutMs ?? 30_000, 'did not listen in time', { ref: false }),
  ]);
  if (typeof started === 'string') {
    child.kill('SIGKILL');
    throw new Error(`${options.entry} ${started}:\n${output}`);
  }

  return {
    url: started.url,
    adminUrl: started.admin_url,
    pid: child.pid as number, // it has sent a message
    output: () => output,
    exited,
    async kill(signal = 'SIGTERM') {
      child.kill(signal);
      const status = await Promise.race([exited, sleep(15_000, null, { ref: false })]);
      if (status === null) child.kill('SIGKILL');
      return exited;
    },
  };
};

type Listening = { type: 'listening'; url: string; admin_url: string };

const isListening = (message: unknown): message is Listening =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'listening';
