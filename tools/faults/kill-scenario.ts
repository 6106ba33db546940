import { createPostgresEventStore, migrations } from '@latchkey/event-store-postgres';
import { createPool } from '@latchkey/postgres';
import { startDisposablePostgres, type DisposablePostgres } from '@latchkey/testing';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkHistory, type History, type LoggedEvent } from './check-history';
import { startChild } from './child';
import { readJournal } from './journal';

export const VICTIMS = ['writer', 'server', 'writer', 'back end', 'follower'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface KillOptions {
  readonly kills: number;
  readonly writers: number;
  readonly followers: number;
  /** Arguments that make Node run a writer and a follower. */
  readonly programs: { readonly writer: readonly string[]; readonly follower: readonly string[] };
  readonly onKill?: (number: number, victim: Victim) => void;
}

export interface KillReport {
  readonly kills: Readonly<Record<Victim, number>>;
  readonly acknowledged: number;
  readonly unknownOutcomes: number;
  readonly events: number;
  readonly rebuilt: boolean;
  /** Empty when every promise was kept. */
  readonly problems: readonly string[];
}

/**
 * Writers append and followers follow while one after the other is killed with SIGKILL: writers, followers, the PostgreSQL
 * server as a whole (restarted after a moment), a back end of it (upon which the server throws all others out). Each kill
 * waits until every process has got on since the last one. At the end the journals are held against the log, the log gets
 * another id, and the followers must rebuild.
 */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'));
  // As in production: what is acknowledged has been given to the disk.
  const server = await startDisposablePostgres({ fsync: 'on', full_page_writes: 'on' });
  const children: ReturnType<typeof startChild>[] = [];
  try {
    const url = server.url();
    await migrate(url);
    const start = (program: readonly string[], name: string) => {
      const child = startChild(program, { url, directory, name });
      children.push(child);
      return child;
    };
    const writers = numbered('writer', options.writers).map((name) => start(options.programs.writer, name));
    const followers = numbered('follower', options.followers).map((name) => start(options.programs.follower, name));

    const kills: Record<Victim, number> = { writer: 0, server: 0, 'back end': 0, follower: 0 };
    const progress = watchProgress(children, directory);
    for (let count = 0; count < options.kills; count++) {
      await progress();
      await sleep(Math.random() * 200);
      const victim = VICTIMS[count % VICTIMS.length] ?? 'writer';
      await kill(victim, { server, writers, followers });
      kills[victim]++;
      options.onKill?.(count + 1, victim);
    }
    await progress();
    for (const writer of writers) await writer.stop();

    const names = { writers: writers.map(({ name }) => name), followers: followers.map(({ name }) => name) };
    const problems = [...(await check(url, directory, names)).map((problem) => `after the kills: ${problem}`)];

    await Promise.all(followers.map((follower) => follower.stop()));
    await replaceLog(url);
    followers.forEach((follower) => follower.restart());
    problems.push(
      ...(await check(url, directory, { ...names, writers: [] })).map((problem) => `after the rebuild: ${problem}`),
    );
    await Promise.all(followers.map((follower) => follower.stop()));

    const lines = names.writers.flatMap((name) => readJournal(join(directory, `${name}.journal`)));
    const resets = names.followers.map(
      (name) => readJournal(join(directory, `${name}.journal`)).filter(([word]) => word === 'reset').length,
    );
    return {
      kills,
      acknowledged: lines.filter(([word]) => word === 'ack').length,
      unknownOutcomes: lines.filter(([word]) => word === 'unknown').length,
      events: lines.filter(([word]) => word === 'try').length,
      rebuilt: resets.every((count) => count === 1),
      problems,
    };
  } finally {
    await Promise.all(children.map((child) => child.kill()));
    await server.dispose();
    rmSync(directory, { recursive: true, force: true });
  }
}
interface System {
  readonly server: DisposablePostgres;
  readonly writers: readonly ReturnType<typeof startChild>[];
  readonly followers: readonly ReturnType<typeof startChild>[];
}

async function kill(victim: Victim, { server, writers, followers }: System): Promise<void> {
  if (victim === 'back end') return killBackEnd(server.url());
  if (victim === 'server') {
    await server.kill('SIGKILL');
    await sleep(Math.random() * 800);
    return server.restart();
  }
  const child = oneOf(victim === 'writer' ? writers : followers);
  await child.kill();
  child.restart();
}

/** One that serves a writer, in mid-append if there is such a one. */
async function killBackEnd(url: string): Promise<void> {
  const pool = createPool({ connectionString: url, applicationName: 'faults', max: 1 });
  try {
    const { rows } = await pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name like 'writer-%' order by state = 'active' desc, random() limit 1`,
    );
    const pid = rows[0]?.pid;
    if (pid === undefined) throw new Error('no writer has a connection');
    process.kill(pid, 'SIGKILL');
  } finally {
    await pool.end();
  }
}

/** Each call waits until every process has written something since the call before. */
function watchProgress(children: readonly ReturnType<typeof startChild>[], directory: string) {
  let before = new Map<string, number>();
  const sizes = () =>
    new Map(
      children.map(({ name }) => [
        name,
        statSync(join(directory, `${name}.journal`), { throwIfNoEntry: false })?.size ?? 0,
      ]),
    );
  return async () => {
    const last = before;
    await until('every process gets on', () => {
      const dead = children.find((child) => !child.isRunning());
      if (dead) throw new Error(`${dead.name} ended by itself`);
      return [...sizes()].every(([name, size]) => size > (last.get(name) ?? 0));
    });
    before = sizes();
  };
}

async function check(
  url: string,
  directory: string,
  names: { writers: string[]; followers: string[] },
): Promise<string[]> {
  const store = createPostgresEventStore({ connectionString: url });
  try {
    const head = await store.head();
    const checkpoint = (name: string) => {
      const file = join(directory, `${name}.checkpoint`);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    };
    await until('every follower is at the head', () => names.followers.every((name) => checkpoint(name) === head));
    const lines = (name: string) => readJournal(join(directory, `${name}.journal`));
    const history: History = {
      log: await readLog(store),
      head,
      writers: new Map(names.writers.map((name) => [name, lines(name)])),
      followers: new Map(names.followers.map((name) => [name, { lines: lines(name), checkpoint: checkpoint(name) }])),
    };
    return checkHistory(history);
  } finally {
    await store.close();
  }
}

async function readLog(store: ReturnType<typeof createPostgresEventStore>): Promise<LoggedEvent[]> {
  const log: LoggedEvent[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes: [] }, new AbortController().signal)) {
    if (delivery.kind === 'caught-up') break;
    if (delivery.kind === 'progress') continue;
    const { position, stream, version, id, data } = delivery.event;
    log.push({ position, stream, version, id, writer: String(data.writer), number: Number(data.number) });
  }
  return log;
}

async function migrate(url: string): Promise<void> {
  await query(url, ...migrations.map(({ sql }) => sql));
}

/** What an operator does after a restore to a point in time: whatever was derived from the log as it was is refused. */
async function replaceLog(url: string): Promise<void> {
  await query(url, 'select event_store.renew_log_id()');
}

async function query(url: string, ...statements: readonly string[]): Promise<void> {
  const pool = createPool({ connectionString: url, applicationName: 'faults', max: 1 });
  try {
    for (const statement of statements) await pool.query(statement);
  } finally {
    await pool.end();
  }
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(10);
  }
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

function oneOf<T>(values: readonly T[]): T {
  const value = values[Math.floor(Math.random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}
