import { Problem } from '@latchkey/platform';
import { inTransaction, isConnectionError, type Pool, type PoolClient } from '@latchkey/postgres';

/** One transaction. When the connection is lost in its COMMIT nobody knows: 503 `write_unconfirmed`. */
export const changeUsers = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  let committing = false;
  try {
    return await inTransaction(pool, async (client) => {
      const result = await work(client);
      committing = true;
      return result;
    });
  } catch (error) {
    if (committing && isConnectionError(error)) throw new Problem('write_unconfirmed', { cause: error });
    throw error;
  }
};
