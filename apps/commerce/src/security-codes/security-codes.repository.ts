import type { Clock } from '@latchkey/platform';
import type { Vault } from '@latchkey/vault';
import { MoreThan } from 'typeorm';
import type { DatabaseGate } from '../database/database-gate';
import { sweep } from '../database/sweep';
import { securityCodeEntity } from './security-code.entity';
import deleteExpired from './sql/delete-expired-security-codes.sql';

/** Security codes in PostgreSQL; a token's is stored together with the token. Rejects with what the gate rejects with. */
export interface SecurityCodes {
  /** Three or four digits. Null if there is none, if it was dropped, has expired, or was lost in a crash of the database. */
  read(tokenId: string, accountId: string): Promise<string | null>;
  /** Harmless to repeat. */
  drop(tokenId: string): Promise<void>;
  /** Deletes up to `limit` of those that have expired; answers how many. */
  deleteExpired(limit: number): Promise<number>;
}

export interface SecurityCodesDeps {
  readonly gate: DatabaseGate;
  readonly vault: Vault;
  readonly clock: Clock;
}

export function createSecurityCodes({ gate, vault, clock }: SecurityCodesDeps): SecurityCodes {
  return {
    async read(tokenId, accountId) {
      const alive = { tokenId, accountId, expiresAt: MoreThan(clock.now()) };
      const row = await gate.read((manager) => manager.getRepository(securityCodeEntity).findOneBy(alive));
      if (row === null) return null;
      const account = await vault.forAccount(accountId);
      return account.open(tokenId, row.wrappedKey, 'security_code', row.securityCode);
    },

    drop: (tokenId) =>
      gate.change(async (manager) => {
        await manager.getRepository(securityCodeEntity).delete({ tokenId });
      }),

    deleteExpired: (limit) => sweep(gate, deleteExpired, clock.now(), limit),
  };
}
