import { followLog, type Position, StoreUnavailable, UnknownPosition } from '@latchkey/event-store';
import { createPool } from '@latchkey/postgres';
import { createPostgresEventStore } from './create-postgres-event-store';
import { createTestLog, type TestLog } from './testing/test-log';
import { someEvent, someStream } from './testing/some-event';
import { waitUntil } from './testing/wait-until';

const never = new AbortController().signal;

describe('a log that is not the one it was', () => {
  let log: TestLog;
  beforeEach(async () => void (log = await createTestLog()));
  afterEach(() => log.close());

  test('a copy of the database is another log: a checkpoint of the one is refused by the other', async () => {
    const store = log.open();
    const { position } = await store.append(someStream(), 'no-stream', [someEvent()]);
    await store.close();
    const copyName = `${log.database.name}_copy`;
    const copyUrl = new URL(log.database.ownerUrl);
    copyUrl.pathname = `/${copyName}`;
    const superuser = createPool({ connectionString: log.superuserUrl('postgres'), applicationName: 'test', max: 1 });
    // A database that is to be copied must have no sessions.
    await superuser.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      log.database.name,
    ]);
    await superuser.query(`create database ${copyName} template ${log.database.name} owner latchkey_owner`);
    const copy = createPostgresEventStore({ connectionString: copyUrl.href });
    try {
      await expect(
        Array.fromAsync(copy.subscribe({ streamPrefixes: [], after: position }, never)),
      ).rejects.toBeInstanceOf(UnknownPosition);
      expect(() => copy.compare(position, position)).toThrow(UnknownPosition);
    } finally {
      await copy.close();
      await superuser.query(`drop database ${copyName} with (force)`);
      await superuser.end();
    }
  });

  test('renewed under a running process: subscribers are refused, an append is not stored on old knowledge, then all goes on', async () => {
    let replaced = 0;
    const store = log.open({ onLogReplaced: () => void replaced++ });
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent()]);
    const deliveries = store.subscribe({ streamPrefixes: [] }, never)[Symbol.asyncIterator]();
    await deliveries.next();
    await deliveries.next();

    await log.owner.query('select event_store.renew_log_id()');
    await expect(store.append(stream, 0, [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(deliveries.next()).rejects.toBeInstanceOf(UnknownPosition);
    expect(replaced).toBe(1);
    const { position, version } = await store.append(stream, 0, [someEvent()]);
    expect(version).toBe(1);
    expect(store.compare(position, await store.head())).toBe(0);
  });

  test('a read on what was known of another log is refused, also when it finds nothing', async () => {
    const store = log.open();
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent()]);
    await log.owner.query('select event_store.renew_log_id()');
    await expect(Array.fromAsync(store.read(stream, 1))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await Array.fromAsync(store.read(stream))).toHaveLength(1);
  });

  test('cut back to before what a running subscriber has seen: it is refused, not left waiting for old numbers', async () => {
    const store = log.open();
    for (let count = 0; count < 3; count++) await store.append(someStream(), 'no-stream', [someEvent()]);
    const deliveries = store.subscribe({ streamPrefixes: [] }, never)[Symbol.asyncIterator]();
    for (let count = 0; count < 4; count++) await deliveries.next();
    await log.owner.query('alter table event_store.events disable trigger user');
    await log.owner.query('delete from event_store.events where position = 3');
    await expect(deliveries.next()).rejects.toBeInstanceOf(UnknownPosition);
  });

  test('a follower whose checkpoint is of another log rebuilds from the beginning', async () => {
    const other = await createTestLog();
    const foreign = other.open();
    await foreign.append(someStream(), 'no-stream', [someEvent()]);
    let checkpoint: Position | undefined = await foreign.head();
    await other.close();

    const store = log.open();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const event = someEvent();
      await store.append(someStream(), 'no-stream', [event]);
      ids.push(event.id);
    }
    let handled: string[] = ['derived from the other log'];
    const abort = new AbortController();
    const reasons: string[] = [];
    const following = followLog({
      store,
      streamPrefixes: [],
      checkpoint: {
        load: async () => checkpoint,
        save: async (position) => void (checkpoint = position),
        reset: async (reason) => {
          reasons.push(reason);
          handled = [];
          checkpoint = undefined;
        },
      },
      handle: ({ events }) => void handled.push(...events.map(({ id }) => id)),
      signal: abort.signal,
    });
    const head = await store.head();
    await waitUntil(() => checkpoint === head);
    abort.abort();
    await following;
    expect(handled).toEqual(ids);
    expect(reasons).toEqual([expect.stringContaining('position of another log')]);
  });
});
