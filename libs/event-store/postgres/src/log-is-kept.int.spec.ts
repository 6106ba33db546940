import type { Pool } from '@latchkey/postgres';
import { createTestLog, type TestLog } from './testing/test-log';
import { someEvent, someStream } from './testing/some-event';

describe('what is stored stays', () => {
  let log: TestLog;
  let roles: Record<'owner' | 'writer' | 'reader' | 'stranger', Pool>;

  beforeAll(async () => {
    log = await createTestLog();
    roles = {
      owner: log.owner,
      writer: log.pool(log.writerUrl),
      reader: log.pool(log.readerUrl),
      stranger: log.pool(log.database.url('commerce')),
    };
    await log.open().append(someStream(), 'no-stream', [someEvent()]);
  });
  afterAll(() => log.close());

  const changes = [
    `update event_store.events set type = 'Other'`,
    'delete from event_store.events',
    'truncate event_store.events',
    'truncate event_store.log, event_store.events',
    'delete from event_store.log',
  ];
  const append = `select * from event_store.append(null, array['s'], array[-1], array[1], array[gen_random_uuid()], array['T'], array['{}'::bytea], array['{}'::bytea])`;

  test.each(changes)('not even the owner may: %s', async (sql) => {
    await expect(log.owner.query(sql)).rejects.toMatchObject({ code: '55000' });
  });

  test.each([
    ...changes,
    `insert into event_store.events values (99, 's', 0, gen_random_uuid(), 'T', '', '')`,
    `update event_store.log set id = gen_random_uuid()`,
    'select event_store.renew_log_id()',
    `select event_store.grant_writer('latchkey_commerce')`,
  ])('a service has no right to: %s', async (sql) => {
    await expect(roles.writer.query(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(roles.reader.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('a writer may append and read, a reader may only read, anybody else nothing', async () => {
    const read = 'select event_store.log_id(), count(*) from event_store.events';
    await expect(roles.writer.query(append)).resolves.toMatchObject({ rows: [{ verdict: 'appended' }] });
    await expect(roles.writer.query(read)).resolves.toMatchObject({ rowCount: 1 });
    await expect(roles.reader.query(read)).resolves.toMatchObject({ rowCount: 1 });
    await expect(roles.reader.query(append)).rejects.toMatchObject({ code: '42501' });
    await expect(roles.stranger.query(read)).rejects.toMatchObject({ code: '42501' });
    await expect(roles.stranger.query(append)).rejects.toMatchObject({ code: '42501' });
  });

  test('nothing was changed or removed by all this', async () => {
    const { rows } = await log.owner.query(
      `select type, count(*)::int from event_store.events group by type order by type`,
    );
    expect(rows).toEqual([
      { type: 'Happened', count: 1 },
      { type: 'T', count: 1 },
    ]);
  });
});
