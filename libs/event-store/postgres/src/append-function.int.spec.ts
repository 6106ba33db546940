import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import { randomUUID } from 'node:crypto';
import { createTestLog, type TestLog } from './testing/test-log';
import { waitUntil } from './testing/wait-until';

const TEXT =
  'select append, verdict, position::int, version, event_id from event_store.append($1, $2, $3, $4, $5, $6, $7, $8)';

/** Arguments that append one new event to each stream. */
const toStreams = (streams: string[], expected = streams.map(() => -1), ids = streams.map(() => randomUUID())) => [
  null,
  streams,
  expected,
  streams.map((_, index) => index + 1),
  ids,
  streams.map(() => 'Happened'),
  streams.map(() => Buffer.from('{}')),
  streams.map(() => Buffer.from('{}')),
];

describe('event_store.append', () => {
  let log: TestLog;
  let writer: Pool;
  beforeAll(async () => {
    log = await createTestLog();
    writer = log.pool(log.writerUrl);
  });
  afterAll(() => log.close());

  /** A session that is thrown away afterwards, whatever state it is in. */
  const inSession = async (work: (client: PoolClient) => Promise<void>) => {
    const client = await writer.connect();
    await work(client).finally(() => client.release(true));
  };
  const append = (client: Pool | PoolClient, streams: string[]) => client.query(TEXT, toStreams(streams));
  const head = async () => {
    const { rows } = await log.owner.query('select coalesce(max(position), 0)::int as head from event_store.events');
    return rows[0].head as number;
  };
  const isWaiting = async () => {
    const { rowCount } = await log.owner.query(`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`);
    return rowCount === 1;
  };

  /** Appends while another transaction has appended and holds the lock; that one ends as told once it is waited for. */
  const whileAnother = async (streams: string[], end: 'commit' | 'rollback', work: () => ReturnType<typeof append>) => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof append>>();
    await inSession(async (client) => {
      await client.query('begin');
      await append(client, streams);
      const waiting = work();
      waiting.catch(() => undefined);
      resolve(waiting);
      await waitUntil(isWaiting);
      await client.query(end);
    });
    return promise;
  };

  test('one that waited for another sees what the other committed, though it began before', async () => {
    const before = await head();
    const second = await whileAnother(['waited-1'], 'commit', () => append(writer, ['waited-1', 'waited-2']));
    expect(second.rows).toMatchObject([
      { append: 1, verdict: 'conflict', version: 0 },
      { append: 2, verdict: 'appended', position: before + 2 },
    ]);
  });

  test('one that waited for another that was rolled back takes its positions: no hole', async () => {
    const before = await head();
    const second = await whileAnother(['rolled-back'], 'rollback', () => append(writer, ['rolled-back']));
    expect(second.rows).toMatchObject([{ verdict: 'appended', position: before + 1, version: 0 }]);
  });

  test('an event is not visible before its transaction ends, nor is any later one', async () => {
    const before = await head();
    await inTransaction(writer, async (client) => {
      await append(client, ['unseen']);
      expect(await head()).toBe(before);
    });
    expect(await head()).toBe(before + 1);
  });

  test.each(['repeatable read', 'serializable'])(
    'isolation %s is refused: its statements would not be fresh',
    async (level) => {
      const client = await writer.connect();
      await client.query(`begin isolation level ${level}`);
      await expect(append(client, ['isolated'])).rejects.toMatchObject({ code: '25000' });
      client.release(true);
    },
  );

  test.each<[string, unknown[]]>([
    ['the same stream twice', toStreams(['twice', 'twice'])],
    ['fewer versions than streams', toStreams(['a', 'b'], [-1])],
    [
      'an append without events',
      [null, ['a', 'b'], [-1, -1], [1], [randomUUID()], ['T'], [Buffer.of()], [Buffer.of()]],
    ],
    ['an event of no append', [null, ['a'], [-1], [2], [randomUUID()], ['T'], [Buffer.of()], [Buffer.of()]]],
    ['events without all their members', [null, ['a'], [-1], [1], [randomUUID()], [], [Buffer.of()], [Buffer.of()]]],
  ])('%s: the batch is refused as malformed', async (_, values) => {
    const before = await head();
    await expect(writer.query(TEXT, values)).rejects.toMatchObject({ code: '22023' });
    expect(await head()).toBe(before);
  });

  test('the same new id twice: the batch is refused, and nothing of it is stored', async () => {
    const [id, before] = [randomUUID(), await head()];
    await expect(writer.query(TEXT, toStreams(['once', 'again'], [-1, -1], [id, id]))).rejects.toMatchObject({
      code: '23505',
    });
    expect(await head()).toBe(before);
  });

  test('it waits for the disk even when the connection was told not to', async () => {
    await inSession(async (client) => {
      await client.query('begin');
      await client.query('set local synchronous_commit = off');
      await append(client, ['careless']);
      expect((await client.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    });
  });

  test('a caller cannot slip other functions under it', async () => {
    await log.owner.query('create schema hostile');
    await log.owner.query(
      `create function hostile.current_setting(text) returns text language sql as $$ select 'x' $$`,
    );
    await log.owner.query('grant usage on schema hostile to public');
    await inSession(async (client) => {
      await client.query('set search_path = hostile, event_store, pg_catalog');
      expect((await client.query(`select current_setting('port') as port`)).rows).toEqual([{ port: 'x' }]);
      await expect(append(client, ['slipped'])).resolves.toMatchObject({ rows: [{ verdict: 'appended' }] });
    });
  });
});
