import { Problem, type Clock } from '@latchkey/platform';
import type { Vault } from '@latchkey/vault';
import { DatabaseFault } from '../database/database-fault';
import type { DatabaseGate } from '../database/database-gate';
import { tokenEntity } from '../tokens/token.entity';
import { networkTokenEntity, type StoredNetworkToken } from './network-token.entity';
import type { NetworkToken } from './network-token-provider.port';

export interface TokenName {
  readonly tokenId: string;
  readonly accountId: string;
}

/** Network tokens in PostgreSQL, one for each token. Rejects with what the gate rejects with. */
export interface NetworkTokens {
  find(token: TokenName): Promise<NetworkToken | null>;
  /**
   * Keeps this one unless there is one already, and calls the token's `active`; answers the one that is kept. Throws `Problem`
   * `not_found` if the token is not there any more.
   */
  keepFirst(token: TokenName, provider: string, networkToken: NetworkToken): Promise<NetworkToken>;
}

export interface NetworkTokensDeps {
  readonly gate: DatabaseGate;
  readonly vault: Vault;
  readonly clock: Clock;
}

const NO_SUCH_TOKEN = '23503';

export function createNetworkTokens({ gate, vault, clock }: NetworkTokensDeps): NetworkTokens {
  async function opened(row: StoredNetworkToken): Promise<NetworkToken> {
    const account = await vault.forAccount(row.accountId);
    const open = (field: 'number' | 'reference') => account.open(row.tokenId, row.wrappedKey, field, row[field]);
    const { expiryYear, expiryMonth } = row;
    return { number: open('number'), expiryYear, expiryMonth, reference: open('reference') };
  }

  return {
    async find({ tokenId, accountId }) {
      const row = await gate.read((manager) =>
        manager.getRepository(networkTokenEntity).findOneBy({ tokenId, accountId }),
      );
      return row && opened(row);
    },

    async keepFirst({ tokenId, accountId }, provider, { number, reference, expiryYear, expiryMonth }) {
      const account = await vault.forAccount(accountId);
      const { wrappedKey, fields } = account.seal(tokenId, { number, reference });
      const row = {
        tokenId,
        accountId,
        createdAt: clock.now(),
        provider,
        expiryYear,
        expiryMonth,
        wrappedKey,
        ...fields,
      };
      try {
        const kept = await gate.change((manager) =>
          manager.transaction(async (transaction) => {
            const rows = transaction.getRepository(networkTokenEntity);
            await rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute();
            await transaction.getRepository(tokenEntity).update({ id: tokenId }, { networkTokenStatus: 'active' });
            return rows.findOneByOrFail({ tokenId });
          }),
        );
        return await opened(kept);
      } catch (error) {
        // It was deleted while the network token was being made.
        if (error instanceof DatabaseFault && error.sqlState === NO_SUCH_TOKEN) throw new Problem('not_found');
        throw error;
      }
    },
  };
}
