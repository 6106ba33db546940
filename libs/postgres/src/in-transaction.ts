import type { Pool, PoolClient } from 'pg';
import { isConnectionError } from './is-connection-error';

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
    // On a connection of unknown state a rollback would only wait; closing it rolls back as well.
    const rolledBack = !isConnectionError(error) && (await rollBack(client));
    client.release(!rolledBack);
    throw error;
  }
}

function rollBack(client: PoolClient): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  );
}
