import type { Clock } from '@latchkey/platform';
import type { AccountKeyStore } from '@latchkey/vault';
import type { DatabaseGate } from '../database/database-gate';
import { accountKeysEntity } from './account-keys.entity';

/** The vault's account keys in PostgreSQL. Rejects with what the gate rejects with. */
export function createAccountKeyStore(gate: DatabaseGate, clock: Clock): AccountKeyStore {
  return {
    find: (accountId) => gate.read((manager) => manager.getRepository(accountKeysEntity).findOneBy({ accountId })),
    keepFirst: (accountId, keys) =>
      // Repeatable: the first row stays whoever comes later, so a lost connection is an outage like any other.
      gate.read(async (manager) => {
        const rows = manager.getRepository(accountKeysEntity);
        const row = { accountId, ...keys, createdAt: clock.now() };
        await rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute();
        return rows.findOneByOrFail({ accountId });
      }),
  };
}
