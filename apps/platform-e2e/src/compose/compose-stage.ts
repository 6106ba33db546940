import { freePort } from '@latchkey/embedded-postgres';
import { type DisposablePostgres, type RunningProcess, startDisposablePostgres, startProcess } from '@latchkey/testing';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, composeFile, mountsOf, runsOnce, serviceOf } from './compose-file';
import { type Finished, runToEnd } from './run-to-end';

export type ComposeStage = {
  /** The names in a volume. */
  filesIn(volume: string): readonly string[];
  pathIn(volume: string, name: string): string;
  /** Where `host:port` of the file is here. */
  addressOf(hostAndPort: string): string;
  /** Runs one that ends by itself once more. */
  runAgain(name: string, env?: Readonly<Record<string, string>>): Promise<Finished>;
  stop(): Promise<void>;
};

/** Servers that are not ours; the one that is missing is left out of everybody's settings. */
const SERVERS = ['postgres', 'kafka', 'kurrentdb'];

/**
 * docker-compose.yml with processes in place of containers: the very commands, environments and order. Host names become
 * ports of loopback, volumes become directories, PostgreSQL is the one that npm brings, and Kafka is what the test has: an
 * environment that says so, else it is left out.
 */
export const startComposed = async (kafka: Readonly<Record<string, string>> = {}): Promise<ComposeStage> => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-compose-'));
  makeFileSystems(directory);
  const addresses = await mapAddresses();
  const addressOf = (hostAndPort: string): string => addresses.get(hostAndPort) ?? '';
  const pathIn = (volume: string, name: string): string => join(directory, 'volumes', volume, name);
  const environmentOf = (name: string): Record<string, string> => translate(name, { directory, addresses, kafka });

  const running: RunningProcess[] = [];
  let postgres: DisposablePostgres | undefined;
  const start = async (name: string): Promise<void> => {
    if (name === 'postgres') {
      const file = environmentOf(name)['POSTGRES_PASSWORD_FILE'] ?? '';
      const port = Number(addressOf('postgres:5432').split(':')[1]);
      postgres = await startDisposablePostgres({}, { superuserPassword: readFileSync(file, 'utf8'), port });
      return;
    }
    if (SERVERS.includes(name)) return;
    const command = commandOf(serviceOf(name));
    if (runsOnce(serviceOf(name))) {
      const { code, output } = await runToEnd(command, environmentOf(name));
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output}`);
      return;
    }
    const [, entry = '', ...args] = command;
    running.push(await startProcess({ entry, args, env: environmentOf(name) }));
    await healthy(name, environmentOf(name));
  };
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((service) => service.kill()));
    await postgres?.dispose();
    rmSync(directory, { recursive: true, force: true });
  };

  try {
    await inOrder(start);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    filesIn: (volume) => readdirSync(pathIn(volume, '.')).toSorted(),
    pathIn,
    addressOf,
    runAgain: (name, env = {}) => runToEnd(commandOf(serviceOf(name)), { ...environmentOf(name), ...env }),
    stop,
  };
};

/** A directory for each volume, and one for each container with links in it where volumes are mounted. */
const makeFileSystems = (directory: string): void => {
  for (const volume of Object.keys(composeFile.volumes)) {
    mkdirSync(join(directory, 'volumes', volume), { recursive: true });
  }
  for (const [name, service] of Object.entries(composeFile.services)) {
    for (const { volume, path } of mountsOf(service)) {
      const mounted = join(directory, 'containers', name, path);
      mkdirSync(dirname(mounted), { recursive: true });
      symlinkSync(join(directory, 'volumes', volume), mounted);
    }
  }
};

/** Starts each when all that it depends on have started, as Compose does. */
const inOrder = async (start: (name: string) => Promise<void>): Promise<void> => {
  const started = new Map<string, Promise<void>>();
  const ensure = (name: string): Promise<void> => {
    const dependencies = Object.keys(serviceOf(name).depends_on ?? {});
    const promise = started.get(name) ?? Promise.all(dependencies.map(ensure)).then(() => start(name));
    started.set(name, promise);
    return promise;
  };
  const outcomes = await Promise.allSettled(Object.keys(composeFile.services).map(ensure));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

/** Every port that somebody listens on, those of administration included. */
const mapAddresses = async (): Promise<ReadonlyMap<string, string>> => {
  const addresses = new Map<string, string>();
  const taken = new Set<number>();
  const map = async (name: string): Promise<void> => {
    let port = await freePort();
    while (taken.has(port)) port = await freePort();
    taken.add(port);
    addresses.set(name, `127.0.0.1:${port}`);
  };
  await map('postgres:5432');
  for (const [name, { environment = {} }] of Object.entries(composeFile.services)) {
    for (const setting of ['PORT', 'ADMIN_PORT']) {
      if (environment[setting] !== undefined) await map(`${name}:${environment[setting]}`);
    }
  }
  return addresses;
};

type Here = {
  readonly directory: string;
  readonly addresses: ReadonlyMap<string, string>;
  readonly kafka: Readonly<Record<string, string>>;
};

/** A service's environment, with what a container would find elsewhere. */
const translate = (name: string, { directory, addresses, kafka }: Here): Record<string, string> => {
  const portOf = (port: string): string => addresses.get(`${name}:${port}`)?.split(':')[1] ?? '';
  const value = (setting: string, text: string): string => {
    if (setting === 'PORT' || setting === 'ADMIN_PORT') return portOf(text);
    if (setting === 'HOST') return '127.0.0.1';
    if (setting === 'KAFKA_BROKERS' || text === '${EVENT_STORE_URL:-}') return '';
    if (text.startsWith('/')) return join(directory, 'containers', name, text);
    const published = text.replace(/localhost:([0-9]+)$/, (_, port: string) => `localhost:${portOf(port)}`);
    return published.replace(/[a-z-]+:[0-9]+/g, (address) => addresses.get(address) ?? address);
  };
  const environment = serviceOf(name).environment ?? {};
  return {
    ...Object.fromEntries(Object.entries(environment).map(([setting, text]) => [setting, value(setting, text)])),
    ...('KAFKA_BROKERS' in environment ? kafka : {}),
  };
};

/** The command that Docker would ask, until it says that the service is healthy. */
const healthy = async (name: string, env: Readonly<Record<string, string>>): Promise<void> => {
  const [, ...command] = serviceOf(name).healthcheck?.test ?? [];
  const end = performance.now() + 30_000;
  for (;;) {
    const { code, output } = await runToEnd(command, env);
    if (code === 0) return;
    if (performance.now() > end) throw new Error(`${name} is not healthy: ${output}`);
    await sleep(100);
  }
};
