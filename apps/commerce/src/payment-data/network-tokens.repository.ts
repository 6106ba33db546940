import { Problem, type Clock } from '@latchkey/platform';
import type { Vault } from '@latchkey/vault';
import type { DatabaseGate } from '../database/database-gate';
import { insertUnlessThere } from '../database/insert-unless-there';
import { tokenEntity } from '../tokens/token.entity';
import { networkTokenEntity, type StoredNetworkToken } from './network-token.entity';
import type { NetworkToken } from './network-token-provider.port';
import { tokenGone } from './token-gone';

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
            await insertUnlessThere(transaction, networkTokenEntity, row);
            await transaction.getRepository(tokenEntity).update({ id: tokenId }, { networkTokenStatus: 'active' });
            return transaction.getRepository(networkTokenEntity).findOneBy({ tokenId });
          }),
        );
        // Deleted with its token, by somebody who waited for us to insert it.
        if (kept === null) throw new Problem('not_found');
        return await opened(kept);
      } catch (error) {
        throw tokenGone(error);
      }
    },
  };
}
