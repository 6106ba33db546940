import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff';
import { lastWords } from './last-words';
import { type ProcessList, marker } from './process-list';
import { StartError } from './start-error';

export type ProcessPlan = {
  readonly name: string;
  /** Path of the JavaScript file. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
};

export type Supervision = {
  readonly dataDir: string;
  readonly processes: ProcessList;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

export type ManagedProcess = {
  readonly name: string;
  /** Where it listens. */
  readonly url: string;
  /** Ends it for good: in order, and by force when `patienceMs` is over. */
  stop(patienceMs: number): Promise<void>;
};

const START_WITHIN_MS = 30_000;

/** Starts a service, and starts it again whenever it dies, until it is stopped. Fails if the first start does. */
export const startManaged = async (plan: ProcessPlan, supervision: Supervision): Promise<ManagedProcess> => {
  const stopping = new AbortController();
  let current = await launch(plan, supervision);

  const keepAlive = async (): Promise<void> => {
    const delay = backoff();
    while (!stopping.signal.aborted) {
      const reason = await current.gone;
      if (stopping.signal.aborted) return;
      supervision.say(`${plan.name} ended (${reason}); starting it again`);
      do await sleep(delay.nextMs(), undefined, { signal: stopping.signal });
      while (!(await relaunch()));
    }
  };
  const relaunch = async (): Promise<boolean> => {
    try {
      current = await launch(plan, { ...supervision, signal: stopping.signal });
      supervision.say(`${plan.name} is back`);
      return true;
    } catch (error) {
      if (!stopping.signal.aborted) supervision.say((error as Error).message);
      return stopping.signal.aborted;
    }
  };
  // Only stopping ends it early: every other failure is handled inside.
  const kept = keepAlive().catch(() => {});

  return {
    name: plan.name,
    url: current.url,
    async stop(patienceMs) {
      stopping.abort();
      current.child.kill('SIGTERM');
      const ended = await Promise.race([current.gone, sleep(patienceMs, null, { ref: false })]);
      if (ended === null) current.child.kill('SIGKILL');
      await Promise.all([current.gone, kept]);
      // A restart may have succeeded at this very moment.
      current.child.kill('SIGKILL');
      await current.gone;
    },
  };
};

type Launched = { readonly child: ChildProcess; readonly url: string; readonly gone: Promise<string> };

const launch = async (plan: ProcessPlan, { dataDir, processes, signal }: Supervision): Promise<Launched> => {
  const logStart = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(plan.logFile, 'a', 0o600);
  const child = spawn(process.execPath, [plan.entry, marker(dataDir)], {
    env: plan.env,
    stdio: ['ignore', log, log, 'ipc'],
    // A group of its own: Ctrl-C reaches us alone, and we stop things in order. If we die, the IPC channel tells it.
    detached: true,
  });
  closeSync(log);
  const pid = child.pid;
  if (pid !== undefined) processes.add(pid, plan.entry);
  const gone = once(child, 'exit').then(([code, killedBy]: (string | number | null)[]) => {
    if (pid !== undefined) processes.remove(pid);
    return killedBy === null ? `exit code ${code}` : String(killedBy);
  });

  const outcome = await Promise.race([
    listening(child),
    gone.then(() => `could not start: ${lastWords(plan.logFile, logStart)}`),
    sleep(START_WITHIN_MS, `did not start within ${START_WITHIN_MS / 1000} s`, { ref: false, signal }).catch(
      () => 'was stopped',
    ),
  ]);
  if (typeof outcome !== 'string') return { child, url: outcome.url, gone };
  child.kill('SIGKILL');
  await gone;
  throw new StartError(`${plan.name} ${outcome} (its log is ${plan.logFile}).`);
};

const listening = (child: ChildProcess): Promise<{ url: string }> =>
  new Promise((resolve) => {
    child.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || Reflect.get(message, 'type') !== 'listening') return;
      resolve({ url: String(Reflect.get(message, 'url')) });
    });
  });
