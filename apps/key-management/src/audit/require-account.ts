import { Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import isAccount from './sql/is-account.sql';

/** Rejects with 404 for an account that the index does not know. */
export const requireAccount = async (pool: Pool, accountId: string): Promise<void> => {
  const { rows } = await pool.query({ name: 'audit_is_account', text: isAccount, values: [accountId] });
  if (rows.length === 0) throw new Problem('not_found');
};
