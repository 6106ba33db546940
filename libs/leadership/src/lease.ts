import { parseBigint, type Pool, type PoolClient } from '@latchkey/postgres';
import { randomUUID } from 'node:crypto';
import { Fenced } from './fenced';
import acquireText from './sql/acquire.sql';
import holdText from './sql/hold.sql';
import releaseText from './sql/release.sql';
import renewText from './sql/renew.sql';

/** The one row of who leads. */
export interface Lease {
  /** A fence of our own, for `leaseMs`; undefined while somebody else leads. */
  acquire(leaseMs: number): Promise<number | undefined>;
  /** Rejects with `Fenced` when the fence is not the latest. */
  renew(fence: number, leaseMs: number): Promise<void>;
  release(fence: number): Promise<void>;
}

/**
 * The lease in `table`: a plain `schema.name` of one row with the columns `fence bigint`, `holder uuid` and `expires_at
 * timestamptz`, made as free: fence 0, expired. The role needs SELECT and UPDATE on it.
 */
export const createLease = (pool: Pool, table: string, holder: string = randomUUID()): Lease => {
  const query = async (name: string, sql: string, values: readonly unknown[]) => {
    const statement = { name: `${table}_${name}`, text: inTable(sql, table), values: [...values] };
    return (await pool.query<{ fence: string }>(statement)).rows[0];
  };
  return {
    async acquire(leaseMs) {
      const row = await query('acquire', acquireText, [holder, leaseMs]);
      return row && parseBigint(row.fence);
    },
    async renew(fence, leaseMs) {
      if ((await query('renew', renewText, [fence, leaseMs])) === undefined) throw new Fenced();
    },
    async release(fence) {
      await query('release', releaseText, [fence]);
    },
  };
};

/** Until the client's transaction ends nobody takes over. Rejects with `Fenced` when somebody has. */
export const holdLease = async (client: Pick<PoolClient, 'query'>, table: string, fence: number): Promise<void> => {
  const { rowCount } = await client.query({ name: `${table}_hold`, text: inTable(holdText, table), values: [fence] });
  if (rowCount === 0) throw new Fenced();
};

const inTable = (sql: string, table: string): string => {
  if (!/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(table)) throw new Error('the table must be a plain schema.name');
  return sql.replaceAll('{{table}}', table);
};
