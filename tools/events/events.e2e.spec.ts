import type { EventStore, NewEvent } from '@latchkey/event-store';
import { type EsdbDouble, startEsdbDouble } from '@latchkey/event-store-eventstoredb/testing';
import { openEventStore, type OpenEventStore } from '@latchkey/event-store-open';
import { createTestDatabase, repositoryRoot, type TestDatabase } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLog } from './read-log';

const EVENTS = 400;
const someEvent = (n: number): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { n },
  metadata: { '10': n, '9': 'x' },
});

/** `npm run events`, from PostgreSQL to the double of EventStoreDB and back to another PostgreSQL. */
describe('npm run events -- copy', () => {
  let databases: TestDatabase[];
  let double: EsdbDouble;
  let source: OpenEventStore;
  const opened: OpenEventStore[] = [];
  const open = (url: string): OpenEventStore => {
    const store = openEventStore({ url });
    opened.push(store);
    return store;
  };
  const urlOf = (index: number): string => databases[index]?.url('key_management') ?? '';
  beforeAll(async () => {
    const all = { migrations: 'all' } as const;
    [databases, double] = await Promise.all([
      Promise.all([createTestDatabase(all), createTestDatabase(all)]),
      startEsdbDouble(),
    ]);
    source = open(urlOf(0));
    for (let n = 0; n < EVENTS; n += 2) {
      const stream = `account-${n % 14}`;
      const expected = Math.floor(n / 14) === 0 ? 'no-stream' : Math.floor(n / 14) * 2 - 1;
      await source.append(stream, expected, [someEvent(n), someEvent(n + 1)]);
    }
  });
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await double.close();
    await Promise.all(databases.map((database) => database.drop()));
  });

  const ours = () => double.log.records.filter(({ stream }) => stream.startsWith('account-')).length;

  test('killed again and again it goes on where it was, and proves at the end that both logs are the same', async () => {
    for (const enough of [60, 160, 280]) {
      const run = start('copy', '--from', urlOf(0), '--to', double.url);
      while (ours() < enough) await sleep(1);
      run.child.kill('SIGKILL');
      await run.exited;
      expect(ours()).toBeLessThan(EVENTS);
    }
    const { code, output } = await start('copy', '--from', urlOf(0), '--to', double.url).exited;
    expect(output).toMatch(
      new RegExp(
        `^both logs hold the same ${EVENTS} events, of which [1-9][0-9]* were there before; SHA-256 [0-9a-f]{64}$`,
        'm',
      ),
    );
    expect(code).toBe(0);
    expect(await contentsOf(open(double.url))).toEqual(await contentsOf(source));
  });

  test('back into PostgreSQL it is still the same, under another log’s id', async () => {
    const { code } = await start('copy', '--from', double.url, '--to', urlOf(1)).exited;
    expect(code).toBe(0);
    const target = open(urlOf(1));
    expect(await contentsOf(target)).toEqual(await contentsOf(source));
    const [there, here] = [await target.head(), await source.head()];
    expect(() => source.compare(there, here)).toThrow(/another log/);
  });

  test('a log that was copied with its files is given an id of its own', async () => {
    const store = open(double.url);
    const before = await store.head();
    const { code, output } = await start('new-log-id', '--at', double.url).exited;
    expect([code, output]).toEqual([0, expect.stringMatching(/^the log now has the id [0-9a-f-]{36}$/m)]);
    expect((await open(double.url).head()).split(':')[0]).not.toBe(before.split(':')[0]);
  });

  test.each<[string, () => string[], number, RegExp]>([
    ['no arguments', () => [], 2, /npm run events -- copy --from/],
    ['half of them', () => ['copy', '--from', double.url], 2, /npm run events -- copy --from/],
    ['an option that is not known', () => ['copy', '--force'], 2, /npm run events -- copy --from/],
    [
      'another kind of store',
      () => ['copy', '--from', 'mysql://anna:hunter2@x/y', '--to', double.url],
      1,
      /^not done: --from is none of/m,
    ],
    [
      'one log twice',
      () => ['copy', '--from', double.url, '--to', double.url],
      1,
      /^not done: --from and --to name the same log$/m,
    ],
    [
      'a target that is in use',
      () => ['copy', '--from', urlOf(0), '--to', inUse.url],
      1,
      /^not done: the target must be empty/m,
    ],
    [
      'a server that is not there',
      () => ['new-log-id', '--at', 'esdb://anna:hunter2@127.0.0.1:1'],
      1,
      /^not done: .*cannot be reached/m,
    ],
  ])('%s: one clear sentence and the exit code, and no password', async (_, args, expectedCode, message) => {
    const { code, output } = await start(...args()).exited;
    expect(output).toMatch(message);
    expect(code).toBe(expectedCode);
    expect(output).not.toContain('hunter2');
  });

  let inUse: EsdbDouble;
  beforeAll(async () => {
    inUse = await startEsdbDouble();
    await open(inUse.url).append('account-other', 'no-stream', [someEvent(0)]);
  });
  afterAll(() => inUse.close());
});

function start(...args: string[]) {
  const node = ['--import', './tools/typescript/hooks.mjs', 'tools/events/events.ts', ...args];
  const child = spawn(process.execPath, node, { cwd: repositoryRoot, env: { PATH: process.env['PATH'] } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, exited };
}

async function contentsOf(store: EventStore) {
  const events = await Array.fromAsync(readLog(store));
  return events.map(({ stream, version, id, type, dataBytes, metadataBytes }) => ({
    stream,
    version,
    id,
    type,
    data: Buffer.from(dataBytes).toString(),
    metadata: Buffer.from(metadataBytes).toString(),
  }));
}
