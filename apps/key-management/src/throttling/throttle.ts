import type { IdempotencyKeys } from '@latchkey/idempotency';
import { type Clock, Problem } from '@latchkey/platform';
import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import { type Bucket, createBuckets } from './buckets';
import forgetAttempts from './sql/forget-attempts.sql';
import giveBackAttempt from './sql/give-back-attempt.sql';
import openAt from './sql/open-at.sql';
import reserveAttempt from './sql/reserve-attempt.sql';

/** Resolves to undefined when what was tried was wrong. */
export type Attempt<T> = () => Promise<T | undefined>;

/**
 * Makes guessing slow. Counts in PostgreSQL, so that all replicas count together, and each attempt before it is made. A call
 * that comes too early rejects with 429 `too_many_requests` and is not tried. Nothing is counted by the e-mail address
 * alone, or anybody could lock its owner out.
 */
export interface Throttle {
  /** `device`: a browser that the user of this address has signed in with; what others try does not count against it. */
  signIn<T>(
    who: { email: string; address: string; device: Buffer | undefined },
    attempt: Attempt<T>,
  ): Promise<T | undefined>;
  /** The password of somebody who is signed in. */
  password<T>(who: { userId: string; address: string }, attempt: Attempt<T>): Promise<T | undefined>;
  oneTimeLink<T>(who: { address: string }, attempt: Attempt<T>): Promise<T | undefined>;
}

export interface ThrottleOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** For HMACs of what is counted. */
  readonly keys: IdempotencyKeys;
  readonly onError: (error: unknown) => void;
}

interface Reserved {
  readonly bucket: Bucket;
  readonly openAt: Date;
}

export const createThrottle = ({ pool, clock, keys, onError }: ThrottleOptions): Throttle => {
  const buckets = createBuckets(keys);

  const run = async <T>(counted: readonly Bucket[], attempt: Attempt<T>): Promise<T | undefined> => {
    const reserved = await reserve(counted);
    try {
      const result = await attempt();
      if (result !== undefined) await giveBack(reserved, 'succeeded');
      return result;
    } catch (error) {
      // Ours is the fault, not theirs.
      await giveBack(reserved, 'not tried');
      throw error;
    }
  };

  const reserve = (counted: readonly Bucket[]): Promise<Reserved[]> => {
    const now = clock.now();
    return inTransaction(pool, async (client) => {
      const reserved: Reserved[] = [];
      // Always in the same order, so that nobody waits for each other.
      for (const bucket of counted.toSorted((a, b) => a.id.compare(b.id))) {
        const row = await reserveOne(client, bucket, now);
        if (!row) throw tooEarly(await opensAt(client, counted), now);
        reserved.push({ bucket, openAt: row.open_at });
      }
      return reserved;
    });
  };

  /** Best effort: who has succeeded must not fail for it. */
  const giveBack = async (reserved: readonly Reserved[], why: 'succeeded' | 'not tried'): Promise<void> => {
    for (const { bucket, openAt } of reserved) {
      const query =
        why === 'succeeded' && bucket.afterSuccess === 'forget'
          ? { name: 'forget_attempts', text: forgetAttempts, values: [bucket.id] }
          : { name: 'give_back_attempt', text: giveBackAttempt, values: [bucket.id, openAt] };
      await pool.query(query).catch(onError);
    }
  };

  return {
    signIn: ({ email, address, device }, attempt) =>
      run(device ? [buckets.device(device)] : [buckets.pair(email, address), buckets.address(address)], attempt),
    password: ({ userId, address }, attempt) => run([buckets.password(userId, address)], attempt),
    oneTimeLink: ({ address }, attempt) => run([buckets.oneTimeLink(address)], attempt),
  };
};

const reserveOne = async (
  client: PoolClient,
  { id, free, maxWaitS, forgetOneInS }: Bucket,
  now: Date,
): Promise<{ readonly open_at: Date } | undefined> => {
  const values = [id, now, free, maxWaitS, forgetOneInS];
  const { rows } = await client.query<{ open_at: Date }>({ name: 'reserve_attempt', text: reserveAttempt, values });
  return rows[0];
};

const opensAt = async (client: PoolClient, counted: readonly Bucket[]): Promise<Date | null> => {
  const { rows } = await client.query<{ open_at: Date | null }>(openAt, [counted.map(({ id }) => id)]);
  return rows[0]?.open_at ?? null;
};

const tooEarly = (openAt: Date | null, now: Date): Problem => {
  const seconds = Math.max(1, Math.ceil(((openAt?.getTime() ?? 0) - now.getTime()) / 1000));
  return new Problem('too_many_requests', {
    detail: `Too many attempts; the next one is possible in ${seconds} s.`,
    headers: { 'retry-after': `${seconds}` },
  });
};
