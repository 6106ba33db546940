import { createPool } from '@latchkey/postgres';
import { randomUUID } from 'node:crypto';
import { withoutIndexes } from '../without-indexes';
import insertKeys from './insert-keys.sql';
import insertMerchants from './insert-merchants.sql';

export interface KeysFill {
  readonly databaseUrl: string;
  readonly accountId: string;
  /** Four, from the one with nearly half of the keys to the one with a ten-thousandth. */
  readonly merchantIds: readonly string[];
  readonly keys: number;
  readonly merchants: number;
}

const FIRST = new Date('2024-01-01T00:00:00.000Z');
const SPAN_DAYS = 730;
export const RARE_LABEL = 'Legacy gateway';
const RARE_ONE_IN = 10_000;

/**
 * Rows put straight into the read model as its owner: the event log knows nothing of them. In a second account, a tenth as
 * big, all that is rare in the first is common: the statistics are about both.
 */
export async function fillKeys({ databaseUrl, accountId, merchantIds, keys, merchants }: KeysFill): Promise<void> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'bench', max: 1, statementTimeoutMs: 0 });
  const tables = ['key_management.api_keys', 'key_management.api_key_uses', 'key_management.merchants'];
  const span = `${SPAN_DAYS} days`;
  const [, , , rare] = merchantIds;
  try {
    await withoutIndexes(pool, tables, async () => {
      await pool.query(insertKeys, [accountId, keys, merchantIds, FIRST, span, RARE_LABEL, RARE_ONE_IN]);
      const others = Array(4).fill(rare);
      await pool.query(insertKeys, [randomUUID(), Math.floor(keys / 10), others, FIRST, span, RARE_LABEL, 1]);
      await pool.query(insertMerchants, [accountId, merchants, FIRST]);
    });
    await pool.query(`VACUUM (ANALYZE) ${tables.join(', ')}`);
  } finally {
    await pool.end();
  }
}
