import { Problem } from '@latchkey/platform';
import type { PoolClient } from '@latchkey/postgres';
import countOtherOwners from './sql/count-other-owners.sql';

/** In a transaction that has locked the account's users: throws 409 `last_owner` unless there is one besides this one. */
export const requireAnotherOwner = async (client: PoolClient, accountId: string, userId: string): Promise<void> => {
  const { rows } = await client.query<{ others: number }>({
    name: 'count_other_owners',
    text: countOtherOwners,
    values: [accountId, userId],
  });
  if (!rows[0]?.others) throw new Problem('last_owner');
};
