import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one READ COMMITTED transaction: committed when it resolves, rolled back when it rejects. A connection
 * whose transaction could not be ended cleanly is thrown away. A connection error out of COMMIT means: outcome unknown.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level read committed');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    const rolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!rolledBack);
    throw error;
  }
}
