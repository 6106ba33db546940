import type { Clock } from '@latchkey/platform';
import { Not, type EntityManager } from 'typeorm';
import { isVisible, merchantsInView, type Visibility } from '../authorization/visibility';
import type { DatabaseGate } from '../database/database-gate';
import { insertUnlessThere } from '../database/insert-unless-there';
import { sweep } from '../database/sweep';
import { securityCodeEntity, type StoredSecurityCode } from '../security-codes/security-code.entity';
import findSealedCard from './sql/find-sealed-card.sql';
import deleteExpired from './sql/delete-expired-tokens.sql';
import type { TokenListQuery } from './token-list';
import { queryTokenPage, type TokenPage } from './token-page.query';
import { ALIVE, tokenEntity, type SealedCard, type StoredToken, type TokenRow } from './token.entity';

export interface TokenRepository {
  /** Stores the token and its security code, or neither. False if a token of this id is there already. */
  insert(token: StoredToken, securityCode?: StoredSecurityCode | null): Promise<boolean>;
  /** Null if it is not there, not visible, or has expired. */
  find(id: string, visibility: Visibility): Promise<TokenRow | null>;
  /** The same, with what `openCard` opens. */
  findSealedCard(id: string, visibility: Visibility): Promise<SealedCard | null>;
  page(query: TokenListQuery, visibility: Visibility): Promise<TokenPage>;
  /** Its network token was refused. One that has become active meanwhile stays so. */
  networkTokenFailed(id: string): Promise<void>;
  /** False if there was nothing to delete. What hangs on the token goes with it. */
  delete(id: string, accountId: string): Promise<boolean>;
  /** Deletes up to `limit` of those that have expired; answers how many. */
  deleteExpired(limit: number): Promise<number>;
}

/** Tokens in PostgreSQL. An expired one is not there, swept away or not. Rejects with what the gate rejects with. */
export function createTokenRepository(gate: DatabaseGate, clock: Clock): TokenRepository {
  const visible = <Row extends Pick<TokenRow, 'merchantId'>>(row: Row | null, visibility: Visibility): Row | null =>
    row !== null && isVisible(row.merchantId, visibility) ? row : null;
  const findAlive = (manager: EntityManager, id: string, { accountId }: Visibility) =>
    manager
      .createQueryBuilder(tokenEntity, 't')
      .where(`t.id = :id AND t.accountId = :accountId AND ${ALIVE}`, { id, accountId, now: clock.now() });

  return {
    insert: (token, securityCode = null) =>
      gate.change((manager) =>
        securityCode === null
          ? insertUnlessThere(manager, tokenEntity, token)
          : manager.transaction(async (both) => {
              if (!(await insertUnlessThere(both, tokenEntity, token))) return false;
              await both.getRepository(securityCodeEntity).insert(securityCode);
              return true;
            }),
      ),

    find: async (id, visibility) =>
      visible(await gate.read((manager) => findAlive(manager, id, visibility).getOne()), visibility),

    async findSealedCard(id, visibility) {
      const values = [id, visibility.accountId, clock.now()];
      const [row = null] = await gate.statement<SealedCard>({ name: 'find_sealed_card', text: findSealedCard, values });
      return visible(row, visibility);
    },

    async page(query, visibility) {
      const merchantIds = merchantsInView(visibility, query.filters.merchant_id);
      if (merchantIds.length === 0) return { rows: [], total: query.page === null ? null : 0 };
      const inView = { accountId: visibility.accountId, merchantIds, now: clock.now() };
      return gate.read((manager) => queryTokenPage(manager, query, inView));
    },

    networkTokenFailed: (id) =>
      gate.change(async (manager) => {
        const notActive = { id, networkTokenStatus: Not('active' as const) };
        await manager.getRepository(tokenEntity).update(notActive, { networkTokenStatus: 'failed' });
      }),

    delete: (id, accountId) =>
      gate.change(async (manager) => {
        const alive = 'id = :id AND account_id = :accountId AND (expires_at IS NULL OR expires_at > :now)';
        const gone = manager.createQueryBuilder().delete().from(tokenEntity);
        const { affected } = await gone.where(alive, { id, accountId, now: clock.now() }).execute();
        return affected === 1;
      }),

    deleteExpired: (limit) => sweep(gate, deleteExpired, clock.now(), limit),
  };
}
