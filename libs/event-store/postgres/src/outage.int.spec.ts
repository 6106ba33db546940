import { StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { createPool } from '@latchkey/postgres';
import { createPostgresEventStore } from './create-postgres-event-store';
import { createTestLog, type TestLog } from './testing/test-log';
import { someEvent, someStream } from './testing/some-event';
import { createTcpProxy } from './testing/tcp-proxy';
import { waitUntil } from './testing/wait-until';

const LOCK = 5497558138881;

describe('when the connection or the server fails', () => {
  let log: TestLog;
  let proxy: Awaited<ReturnType<typeof createTcpProxy>>;
  beforeAll(async () => {
    log = await createTestLog();
    proxy = await createTcpProxy(log.writerUrl);
  });
  afterEach(() => proxy.setMode('pass'));
  afterAll(async () => {
    await log.close();
    await proxy.close();
  });

  const stored = async (stream: string) => {
    const { rowCount } = await log.owner.query('select from event_store.events where stream = $1', [stream]);
    return rowCount;
  };
  /** Keeps the log's lock until released; appends wait for it in the server. */
  const holdLock = async () => {
    const client = await log.owner.connect();
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return async () => client.release(true);
  };
  const waitingBackend = async () => {
    const { rows } = await log.owner.query(
      `select pid from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows[0]?.pid as number | undefined;
  };

  test('an answer lost after the commit: the append is repeated with the same ids and answers what was stored', async () => {
    const store = log.open({}, proxy.url);
    await store.append(someStream(), 'no-stream', [someEvent()]);
    proxy.setMode('swallow-answers');
    const stream = someStream();
    const appending = store.append(stream, 'no-stream', [someEvent(), someEvent()]);
    await waitUntil(async () => (await stored(stream)) === 2);
    proxy.setMode('pass');
    proxy.cut();
    expect(await appending).toMatchObject({ version: 1 });
    expect(await stored(stream)).toBe(2);
  });

  test('a request that never arrived: the append is repeated and stored once', async () => {
    const store = log.open({}, proxy.url);
    await store.append(someStream(), 'no-stream', [someEvent()]);
    proxy.setMode('swallow-requests');
    const stream = someStream();
    const appending = store.append(stream, 'no-stream', [someEvent()]);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    proxy.setMode('pass');
    proxy.cut();
    expect(await appending).toMatchObject({ version: 0 });
    expect(await stored(stream)).toBe(1);
  });

  test('a back end that is terminated in mid-append: repeated, stored once', async () => {
    const store = log.open();
    const release = await holdLock();
    const stream = someStream();
    const appending = store.append(stream, 'no-stream', [someEvent()]);
    await waitUntil(async () => (await waitingBackend()) !== undefined);
    const first = await waitingBackend();
    await log.superuser.query('select pg_terminate_backend($1)', [first]);
    await waitUntil(async () => ![undefined, first].includes(await waitingBackend()));
    await release();
    expect(await appending).toMatchObject({ version: 0 });
    expect(await stored(stream)).toBe(1);
  });

  test('lost twice: the outcome is unknown, and the caller learns it by repeating with the same ids', async () => {
    const store = log.open();
    const release = await holdLock();
    const [stream, event] = [someStream(), someEvent()];
    const appending = store.append(stream, 'no-stream', [event]);
    const outcome = expect(appending).rejects.toBeInstanceOf(UnknownOutcome);
    for (let losses = 0; losses < 2; losses++) {
      await waitUntil(async () => (await waitingBackend()) !== undefined);
      const pid = await waitingBackend();
      await log.superuser.query('select pg_terminate_backend($1)', [pid]);
      await waitUntil(async () => (await waitingBackend()) !== pid);
    }
    await outcome;
    await release();
    expect(await store.append(stream, 'no-stream', [event])).toMatchObject({ version: 0 });
    expect(await stored(stream)).toBe(1);
  });

  test('a server that says nothing: unknown at the deadline; a retry with the same ids is harmless', async () => {
    const store = log.open({ appendDeadlineMs: 300 }, proxy.url);
    await store.append(someStream(), 'no-stream', [someEvent()]);
    proxy.setMode('swallow-answers');
    const [stream, event] = [someStream(), someEvent()];
    await expect(store.append(stream, 'no-stream', [event])).rejects.toBeInstanceOf(UnknownOutcome);
    proxy.setMode('pass');
    expect(await store.append(stream, 'no-stream', [event])).toMatchObject({ version: 0 });
    expect(await stored(stream)).toBe(1);
  });

  test('a query that its pool gives up on: an append is of unknown outcome, a read is refused, no connection is used again', async () => {
    const pool = createPool({ connectionString: proxy.url, applicationName: 'test', max: 2, queryTimeoutMs: 700 });
    const store = createPostgresEventStore({ pool, appendDeadlineMs: 1_500, readDeadlineMs: 1_500 });
    const [stream, event] = [someStream(), someEvent()];
    await Promise.all([store.head(), Array.fromAsync(store.read(stream))]);
    let removed = 0;
    pool.on('remove', () => removed++);
    proxy.setMode('swallow-answers');
    const outcomes = await Promise.allSettled([
      store.append(stream, 'no-stream', [event]),
      Array.fromAsync(store.read(stream)),
    ]);
    expect(outcomes).toMatchObject([{ reason: expect.any(UnknownOutcome) }, { reason: expect.any(StoreUnavailable) }]);
    expect(removed).toBe(2);
    proxy.setMode('pass');
    proxy.cut();
    expect(await store.append(stream, 'no-stream', [event])).toMatchObject({ version: 0 });
    await store.close();
    await pool.end();
  });

  test('a server that only reads: nothing was stored, and the caller is told so', async () => {
    const url = new URL(log.writerUrl);
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    const store = log.open({}, url.href);
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('a lock that is not had in time: nothing was stored, and the caller is told so', async () => {
    const store = log.open({ appendDeadlineMs: 400 });
    await store.head();
    const release = await holdLock();
    const stream = someStream();
    await expect(store.append(stream, 'no-stream', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
    await release();
    expect(await stored(stream)).toBe(0);
  });

  test('no server: everything says that the store is away, and works again when it is back', async () => {
    const store = log.open({}, proxy.url);
    await Promise.all([store.head(), store.append(someStream(), 'no-stream', [someEvent()])]);
    const subscription = () =>
      store.subscribe({ streamPrefixes: [] }, AbortSignal.timeout(10_000))[Symbol.asyncIterator]();
    proxy.setMode('refuse');
    proxy.cut();
    await waitUntil(() =>
      store.head().then(
        () => false,
        () => true,
      ),
    );
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(Array.fromAsync(store.read('account-1'))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(subscription().next()).rejects.toBeInstanceOf(StoreUnavailable);
    proxy.setMode('pass');
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).resolves.toMatchObject({ version: 0 });
    expect(await subscription().next()).toMatchObject({ value: { kind: 'event' } });
  });

  test('idle connections that died unnoticed harm neither reads nor appends', async () => {
    const store = log.open({}, proxy.url);
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent()]);
    await Promise.all([store.head(), Array.fromAsync(store.read(stream))]);
    const reading = Array.fromAsync(store.read(stream));
    const appending = store.append(stream, 0, [someEvent()]);
    proxy.cut();
    expect(await appending).toMatchObject({ version: 1 });
    expect((await reading).length).toBeGreaterThanOrEqual(1);
  });

  test('more appends than may wait are refused at once, and the others are stored', async () => {
    const store = log.open({ maxQueue: 10 });
    const results = await Promise.allSettled(
      Array.from({ length: 15 }, () => store.append(someStream(), 'no-stream', [someEvent()])),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(
      results.slice(10).every((result) => result.status === 'rejected' && result.reason instanceof StoreUnavailable),
    ).toBe(true);
  });
});
