import { freePort, portIsFree } from '@latchkey/embedded-postgres';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pidFile, propertiesFile, stopEarlierKafka } from './earlier-broker';
import { requireJava } from './java';
import { ensureArtefacts, type KafkaArtefacts } from './kafka-artefacts';
import { KafkaStartError } from './kafka-start-error';
import { serverProperties } from './server-properties';
import { isWarm } from './warm-up';

export interface StartKafkaOptions {
  /** Made on first use. The caller must be the only one that uses it: a broker found running in it is stopped. */
  readonly directory: string;
  /** On 127.0.0.1; left out or 0 takes any free one. */
  readonly port?: number;
  /** Broker properties by name, above the built-in ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Further arguments of the command that formats the storage, once: `['--add-scram', …]`. */
  readonly formatArguments?: readonly string[];
  /** Where the broker's own log goes; default: in the directory. */
  readonly logFile?: string;
}

export interface RunningKafka {
  /** `host:port`; the same after a restart. */
  readonly brokers: readonly string[];
  readonly port: number;
  pid(): number;
  /** Settles when the broker that runs now is gone, for whatever reason. */
  exited(): Promise<void>;
  /** Ends the broker as a crash would, or suspends it (SIGSTOP); resolves when it is gone, or at once. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** In order; by force when `patienceMs` (default 8 s) is over. Resolves when it is gone. */
  stop(patienceMs?: number): Promise<void>;
  /** After a `kill` or a `stop`: on the same files and port. Resolves when it serves producers and groups again. */
  restart(): Promise<void>;
}

const START_DEADLINE_MS = 120_000;
const STOP_MS = 8_000;
const MAX_LOG_BYTES = 8 * 1024 * 1024;

/**
 * Starts a real Apache Kafka on loopback and returns when producers and consumer groups are served.
 * @throws KafkaStartError with one sentence that says what to do
 */
export const startKafka = async (options: StartKafkaOptions): Promise<RunningKafka> => {
  requireJava();
  const artefacts = await ensureArtefacts();
  const directory = resolve(options.directory);
  makeDirectory(directory);
  await stopEarlierKafka(directory);
  const start = (wanted: number): Promise<Launched> => launch({ ...options, directory, artefacts }, wanted);

  let broker = await start(options.port ?? 0);
  const { port } = broker;
  return {
    brokers: [`127.0.0.1:${port}`],
    port,
    pid: () => broker.child.pid as number, // it was spawned, or it would not have started
    exited: () => broker.exited,
    async kill(signal = 'SIGKILL') {
      broker.child.kill(signal);
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await broker.exited;
    },
    async stop(patienceMs = STOP_MS) {
      broker.child.kill('SIGTERM');
      const gone = await Promise.race([broker.exited.then(() => true), sleep(patienceMs, false, { ref: false })]);
      if (!gone) broker.child.kill('SIGKILL');
      await broker.exited;
    },
    async restart() {
      broker = await start(port);
    },
  };
};

type Launch = StartKafkaOptions & { readonly artefacts: KafkaArtefacts };
interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exited: Promise<void>;
}

const launch = async (o: Launch, wanted: number): Promise<Launched> => {
  const logFile = o.logFile ?? join(o.directory, 'kafka.log');
  for (let attempt = 1; ; attempt++) {
    const port = wanted === 0 ? await freePort() : wanted;
    if (!(await portIsFree(port))) {
      throw new KafkaStartError('port', `Port ${port} on 127.0.0.1, which Kafka needs, is in use.`);
    }
    const logStart = sizeOf(logFile);
    await configure(o, port);
    const child = spawnBroker(o, logFile);
    const exited = new Promise<void>((done) => {
      child.once('exit', () => done());
      child.once('error', () => done());
    });
    if (await isReady(child, port, exited)) return { child, port, exited };
    const reason = lastError(logFile, logStart);
    // Somebody was quicker to take a port.
    if (!/BindException|Address already in use/.test(reason) || attempt === 5) {
      throw new KafkaStartError('broker', `Kafka did not start: ${reason} (see ${logFile}).`);
    }
  }
};

/** The controller's port is nobody else's business and may be another one each time. */
const configure = async (o: Launch, port: number): Promise<void> => {
  const dataDir = join(o.directory, 'data');
  const properties = serverProperties({ port, controllerPort: await freePort(), dataDir }, o.settings);
  writeFileSync(propertiesFile(o.directory), properties, { mode: 0o600 });
  if (existsSync(join(dataDir, 'meta.properties'))) return;
  const clusterId = randomBytes(16).toString('base64url');
  const format = ['format', '-t', clusterId, '-c', propertiesFile(o.directory), ...(o.formatArguments ?? [])];
  const { status, stdout, stderr } = spawnSync(
    'java',
    [...javaArguments(o.artefacts), 'kafka.tools.StorageTool', ...format],
    {
      encoding: 'utf8',
      timeout: START_DEADLINE_MS,
    },
  );
  if (status === 0) return;
  const reason = `${stderr}${stdout}`.trim().split('\n').at(-1) ?? '';
  throw new KafkaStartError('directory', `Kafka's files could not be made in ${o.directory} (${reason}).`);
};

const spawnBroker = (o: Launch, logFile: string): ChildProcess => {
  mkdirSync(dirname(logFile), { recursive: true });
  if (sizeOf(logFile) > MAX_LOG_BYTES) truncateSync(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    // A file and not a pipe: the broker must not depend on its parent's life. Its own group: Ctrl-C is for the parent to handle.
    const child = spawn('java', [...javaArguments(o.artefacts), 'kafka.Kafka', propertiesFile(o.directory)], {
      stdio: ['ignore', log, log],
      detached: true,
    });
    writeFileSync(pidFile(o.directory), String(child.pid ?? ''));
    return child;
  } finally {
    closeSync(log);
  }
};

const javaArguments = ({ classPath, loggingConfiguration }: KafkaArtefacts): string[] => [
  ...['-Xmx512m', '-Djava.awt.headless=true', `-Dlog4j2.configurationFile=${loggingConfiguration}`],
  ...['-cp', classPath],
];

const isReady = async (child: ChildProcess, port: number, exited: Promise<void>): Promise<boolean> => {
  let gone = false;
  void exited.then(() => (gone = true));
  const end = performance.now() + START_DEADLINE_MS;
  while (!gone) {
    if (await isWarm(port)) return true;
    if (performance.now() > end) {
      child.kill('SIGKILL');
      throw new KafkaStartError('broker', `Kafka was not ready within ${START_DEADLINE_MS / 1000} s.`);
    }
    await sleep(50);
  }
  return false;
};

const makeDirectory = (directory: string): void => {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    throw new KafkaStartError('directory', `The directory ${directory} cannot be written to.`, { cause });
  }
};

const lastError = (logFile: string, from: number): string => {
  const lines = readFileSync(logFile).subarray(from).toString().trimEnd().split('\n');
  const line = lines.findLast((text) => /\b(ERROR|FATAL|Exception)\b/.test(text)) ?? lines.at(-1) ?? '';
  return line.replace(/^.*?\b(ERROR|FATAL)\b\s*/, '').trim() || 'its log is empty';
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
