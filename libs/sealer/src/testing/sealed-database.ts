import { createPool, inTransaction, type Pool } from '@latchkey/postgres';
import { generateSealingKeyFile, leafHash, rowLine, type SealingKey, sealingKeySchema } from '@latchkey/seals';
import { createTestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { createSealing, type SealingOptions } from '../sealing';
import { createRowLog } from '../row-log';
import type { LogPlace } from '../log-place';
import { sealsGrants, sealsMigration } from '../migration';

export const SCHEMA = 'sealed';

/** A database with the library's tables and a table of rows to be sealed, used as a service's role. */
export const createSealedDatabase = async () => {
  const database = await createTestDatabase();
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 2 });
  const role = 'latchkey_commerce';
  await owner.query(`
    CREATE SCHEMA ${SCHEMA};
    ${sealsMigration(SCHEMA)}
    CREATE TABLE ${SCHEMA}.rows (ordinal bigint PRIMARY KEY, what text NOT NULL);
    GRANT USAGE ON SCHEMA ${SCHEMA} TO ${role};
    GRANT SELECT, INSERT ON ${SCHEMA}.rows TO ${role};
    ${sealsGrants(SCHEMA).replaceAll('{{role}}', role)}`);
  const url = database.url('commerce');
  const pool = createPool({ connectionString: url, applicationName: 'sealer', max: 6 });
  return {
    url,
    owner,
    pool,
    inTransaction: <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(pool, work),
    addRows: (from: number, to: number) =>
      owner.query(`INSERT INTO ${SCHEMA}.rows SELECT n, 'row ' || n FROM generate_series($1::int, $2::int) AS n`, [
        from,
        to,
      ]),
    async dispose() {
      await Promise.all([pool.end(), owner.end()]);
      await database.drop();
    },
  };
};

export type SealedDatabase = Awaited<ReturnType<typeof createSealedDatabase>>;

export const newKey = (): SealingKey => sealingKeySchema.parse(generateSealingKeyFile());

/** A tree that nobody else fills. */
export const newPlace = (): LogPlace => ({ schema: SCHEMA, log: 'events', logId: randomUUID() });

export const linesOf = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from + 1 }, (_, at) => rowLine({ ordinal: from + at, what: `row ${from + at}` }));

export const leavesOf = (from: number, to: number): Uint8Array[] => linesOf(from, to).map((line) => leafHash(line));

/** The rows as the log `accesses`. */
export const rowLog = () =>
  createRowLog({
    schema: SCHEMA,
    log: 'accesses',
    pollMs: 10,
    logger: { warn: () => undefined },
    async read(client, ordinal, limit) {
      const text = `SELECT ordinal::int, what FROM ${SCHEMA}.rows WHERE ordinal > $1 ORDER BY ordinal LIMIT $2`;
      return (await client.query<{ ordinal: number; what: string }>(text, [ordinal, limit])).rows;
    },
  });

/** Sealing of those rows as one process does it, until it is stopped. */
export const startSealing = (pool: Pool, more: Partial<SealingOptions> & Pick<SealingOptions, 'settings'>) => {
  const abort = new AbortController();
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const told = (_: object, message: string) => note(message);
  const sealing = createSealing({
    pool,
    schema: SCHEMA,
    sources: [rowLog()],
    publishers: [],
    now: () => new Date(),
    log: { info: note, warn: told, error: told },
    ...more,
  });
  const running = sealing.run(abort.signal);
  return { sealing, lines, status: sealing.status, stop: () => (abort.abort(), running) };
};
