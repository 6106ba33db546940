import type { Clock } from '@latchkey/platform';
import type { AccountKeyStore } from '@latchkey/vault';
import type { DatabaseGate } from '../database/database-gate';
import { insertUnlessThere } from '../database/insert-unless-there';
import { accountKeysEntity } from './account-keys.entity';

/** The vault's account keys in PostgreSQL. Rejects with what the gate rejects with. */
export function createAccountKeyStore(gate: DatabaseGate, clock: Clock): AccountKeyStore {
  return {
    find: (accountId) => gate.read((manager) => manager.getRepository(accountKeysEntity).findOneBy({ accountId })),
    keepFirst: (accountId, keys) =>
      // Repeatable: the first row stays whoever comes later, so a lost connection is an outage like any other.
      gate.read(async (manager) => {
        await insertUnlessThere(manager, accountKeysEntity, { accountId, ...keys, createdAt: clock.now() });
        return manager.getRepository(accountKeysEntity).findOneByOrFail({ accountId });
      }),
  };
}
