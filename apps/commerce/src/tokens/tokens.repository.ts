import type { Clock } from '@latchkey/platform';
import type { DatabaseGate } from '../database/database-gate';
import deleteExpired from './sql/delete-expired-tokens.sql';
import type { TokenListQuery } from './token-list';
import { ALIVE, queryTokenPage, type TokenPage } from './token-page.query';
import { tokenEntity, type StoredToken, type TokenRow } from './token.entity';
import { isVisible, merchantsInView, type Visibility } from './visibility';

export interface TokenRepository {
  /** False if a token of this id is there already. */
  insert(token: StoredToken): Promise<boolean>;
  /** Null if it is not there, not visible, or has expired. */
  find(id: string, visibility: Visibility): Promise<TokenRow | null>;
  page(query: TokenListQuery, visibility: Visibility): Promise<TokenPage>;
  /** False if there was nothing to delete. */
  delete(id: string, accountId: string): Promise<boolean>;
  /** Deletes up to `limit` of those that have expired; answers how many. */
  deleteExpired(limit: number): Promise<number>;
}

/** Tokens in PostgreSQL. An expired one is not there, swept away or not. Rejects with what the gate rejects with. */
export function createTokenRepository(gate: DatabaseGate, clock: Clock): TokenRepository {
  return {
    insert: (token) =>
      gate.change(async (manager) => {
        const insert = manager.createQueryBuilder().insert().into(tokenEntity).values(token).orIgnore();
        // PostgreSQL hands back one row for each that it inserted.
        const { raw } = await insert.returning('id').updateEntity(false).execute();
        return (raw as unknown[]).length === 1;
      }),

    async find(id, visibility) {
      const mine = { id, accountId: visibility.accountId, now: clock.now() };
      const row = await gate.read((manager) =>
        manager
          .createQueryBuilder(tokenEntity, 't')
          .where(`t.id = :id AND t.accountId = :accountId AND ${ALIVE}`, mine)
          .getOne(),
      );
      return row !== null && isVisible(row.merchantId, visibility) ? row : null;
    },

    async page(query, visibility) {
      const merchantIds = merchantsInView(visibility, query.filters.merchant_id);
      if (merchantIds.length === 0) return { rows: [], total: query.page === null ? null : 0 };
      const inView = { accountId: visibility.accountId, merchantIds, now: clock.now() };
      return gate.read((manager) => queryTokenPage(manager, query, inView));
    },

    delete: (id, accountId) =>
      gate.change(async (manager) => {
        const alive = 'id = :id AND account_id = :accountId AND (expires_at IS NULL OR expires_at > :now)';
        const gone = manager.createQueryBuilder().delete().from(tokenEntity);
        const { affected } = await gone.where(alive, { id, accountId, now: clock.now() }).execute();
        return affected === 1;
      }),

    deleteExpired: (limit) =>
      gate.change(async (manager) => {
        const [, deleted] = await manager.query<[unknown[], number]>(deleteExpired, [clock.now(), limit]);
        return deleted;
      }),
  };
}
