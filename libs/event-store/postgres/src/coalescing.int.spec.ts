import { createPostgresEventStore } from './create-postgres-event-store';
import { createTestLog, type TestLog } from './testing/test-log';
import { someEvent, someStream } from './testing/some-event';

describe('coalescing', () => {
  let log: TestLog;
  beforeAll(async () => void (log = await createTestLog()));
  afterAll(() => log.close());

  /** A store on a pool that counts how often it was asked for a connection: once for each statement. */
  const counted = () => {
    const pool = log.pool(log.writerUrl);
    let statements = 0;
    pool.on('acquire', () => statements++);
    return { store: createPostgresEventStore({ pool }), statements: () => statements };
  };

  test('64 appends of one turn are one statement, the 65th is another', async () => {
    const { store, statements } = counted();
    await Promise.all(Array.from({ length: 65 }, () => store.append(someStream(), 'no-stream', [someEvent()])));
    expect(statements()).toBe(2);
    await store.close();
  });

  test('the reads of one turn are one statement', async () => {
    const { store, statements } = counted();
    const streams = Array.from({ length: 50 }, () => someStream());
    await Promise.all(streams.map((stream) => Array.fromAsync(store.read(stream, 3))));
    expect(statements()).toBe(1);
    await store.close();
  });

  test('the heads asked for in one turn are one statement, later ones another: each sees what was there when it was asked', async () => {
    const { store, statements } = counted();
    const heads = await Promise.all(Array.from({ length: 20 }, () => store.head()));
    expect([new Set(heads).size, statements()]).toEqual([1, 1]);
    const { position } = await store.append(someStream(), 'no-stream', [someEvent()]);
    expect(await store.head()).toBe(position);
    await store.close();
  });

  test('reads and heads wait no longer than their deadline, and no more of them than may wait', async () => {
    const pool = log.pool(log.writerUrl, 1);
    const held = await pool.connect();
    const store = createPostgresEventStore({ pool, readDeadlineMs: 50, maxQueue: 300 });
    const look = (index: number) => (index % 2 === 0 ? Array.fromAsync(store.read(someStream())) : store.head());
    const outcomes = await Promise.allSettled(Array.from({ length: 700 }, (_, index) => look(index)));
    held.release();
    const messages = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'answered'));
    expect(messages.filter((message) => /StoreUnavailable: too many/.test(message))).toHaveLength(100);
    expect(messages.filter((message) => /StoreUnavailable: /.test(message))).toHaveLength(700);
    await store.close();
  });

  test('one append that the database refuses harms no other of its batch', async () => {
    await log.owner.query(`alter table event_store.events add constraint no_poison check (type <> 'Poison')`);
    const store = log.open();
    const streams = Array.from({ length: 20 }, () => someStream());
    const results = await Promise.allSettled(
      streams.map((stream, index) =>
        store.append(stream, 'no-stream', [someEvent({}, { type: index === 7 ? 'Poison' : 'Fine' })]),
      ),
    );
    await log.owner.query('alter table event_store.events drop constraint no_poison');
    expect(results.map(({ status }) => status)).toEqual(
      streams.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')),
    );
    expect(results[7]).toMatchObject({ reason: { name: 'StoreUnavailable' } });
    expect(await Array.fromAsync(store.read(streams[7] ?? ''))).toEqual([]);
  });

  test('closing finishes the appends that wait, and takes no more', async () => {
    const store = log.open({ maxBatch: 1 });
    const waiting = Promise.all(
      Array.from({ length: 10 }, () => store.append(someStream(), 'no-stream', [someEvent()])),
    );
    await Promise.resolve();
    await store.close();
    await expect(waiting).resolves.toHaveLength(10);
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).rejects.toMatchObject({
      name: 'StoreUnavailable',
    });
  });
});
