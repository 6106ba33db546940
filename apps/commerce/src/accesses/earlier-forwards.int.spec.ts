import { createPool } from '@latchkey/postgres';
import { createTestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrate } from '../database/migrate';
import { MIGRATIONS, SCHEMA } from '../database/migrations';

/** As a version left it that recorded forwards alone, in a table of their own. */
async function migrateAsBefore(ownerUrl: string): Promise<void> {
  const dataSource = new DataSource({
    ...{ type: 'postgres', url: ownerUrl, schema: SCHEMA, migrationsTableName: 'migrations', installExtensions: false },
    migrations: MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex((Migration) => /AccessRecords/.test(new Migration().name)),
    ),
  });
  await dataSource.initialize();
  await dataSource.query(`CREATE SCHEMA ${SCHEMA}`);
  await dataSource.runMigrations();
  await dataSource.destroy();
}

test('forwards that an earlier version has recorded are access records, all of them, and new ones come behind them', async () => {
  const database = await createTestDatabase();
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  await migrateAsBefore(database.ownerUrl);
  const forward = (at: string, payment_data_id: string | null) => ({
    ...{ id: randomUUID(), at, account_id: randomUUID(), key_id: randomUUID(), token_id: randomUUID() },
    ...{ payment_data_id, merchant_id: randomUUID(), destination: 'https://psp.example:443/v1', request_id: 'r' },
  });
  const later = forward('2026-02-01T00:00:00.000Z', null);
  const earlier = forward('2026-01-01T00:00:00.000Z', randomUUID());
  await owner.query(
    'INSERT INTO commerce.forwards SELECT * FROM jsonb_populate_recordset(NULL::commerce.forwards, $1)',
    [JSON.stringify([later, earlier])],
  );
  await migrate({ ownerUrl: database.ownerUrl });

  const next = { ...forward('2026-01-15T00:00:00.000Z', null), operation: 'cardholder-data.forward' };
  await owner.query('SELECT commerce.append_access_records($1)', [JSON.stringify([next])]);
  const { rows } = await owner.query('SELECT line FROM commerce.access_record_lines ORDER BY ordinal');
  expect(rows.map(({ line }) => line)).toEqual([
    { ...earlier, ordinal: 1, operation: 'payment-data.forward', listed: null },
    { ...later, ordinal: 2, operation: 'cardholder-data.forward', listed: null },
    { ...next, ordinal: 3, listed: null },
  ]);
  // There is one place where forwards are.
  expect((await owner.query(`SELECT to_regclass('commerce.forwards') AS forwards`)).rows).toEqual([{ forwards: null }]);
  await owner.end();
  await database.drop();
});
