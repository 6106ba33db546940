import { Fenced, holdLease, type Term } from '@latchkey/leadership';
import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';

/** The time in which this process seals, and no other. */
export interface SealerTerm {
  readonly signal: AbortSignal;
  /** One transaction, while which nobody takes over. Rejects with `Fenced` when somebody has, and the term is over. */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
}

export const sealerTerm = (pool: Pool, schema: string, fence: number, { signal, end }: Term): SealerTerm => ({
  signal,
  transaction: (work) =>
    inTransaction(pool, async (client) => {
      try {
        await holdLease(client, leaseTable(schema), fence);
      } catch (error) {
        if (error instanceof Fenced) end();
        throw error;
      }
      return work(client);
    }),
});

export const leaseTable = (schema: string): string => `${schema}.sealer`;
