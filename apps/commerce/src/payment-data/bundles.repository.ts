import type { Clock } from '@latchkey/platform';
import type { EntityManager } from 'typeorm';
import type { Visibility } from '../authorization/visibility';
import type { DatabaseGate } from '../database/database-gate';
import { insertUnlessThere } from '../database/insert-unless-there';
import { pageByCreation, type RowsOfPage } from '../database/page-by-creation';
import { ALIVE, tokenEntity } from '../tokens/token.entity';
import type { BundleListQuery } from './bundle-list';
import { bundleEntity, type BundleRow } from './bundle.entity';
import { tokenGone } from './token-gone';

/** Bundles in PostgreSQL; one whose token has expired is not there. Rejects with what the gate rejects with. */
export interface BundleRepository {
  /** False if a bundle of this id is there already. Throws `Problem` `not_found` if its token is not. */
  insert(bundle: BundleRow): Promise<boolean>;
  /** Null if it is not there, or its merchant is not visible. `openBundle` opens what is sealed in it. */
  find(id: string, visibility: Visibility): Promise<BundleRow | null>;
  /** Those of a token that are visible. */
  pageOf(tokenId: string, query: BundleListQuery, visibility: Visibility): Promise<RowsOfPage<BundleRow>>;
  hasVisible(tokenId: string, visibility: Visibility): Promise<boolean>;
}

export function createBundleRepository(gate: DatabaseGate, clock: Clock): BundleRepository {
  const visible = (manager: EntityManager, { accountId, merchantIds }: Visibility) => {
    const bundles = manager
      .createQueryBuilder(bundleEntity, 'b')
      .innerJoin(tokenEntity.options.name, 't', `t.id = b.tokenId AND ${ALIVE}`, { now: clock.now() })
      .where('b.accountId = :accountId', { accountId });
    return merchantIds === '*' ? bundles : bundles.andWhere('b.merchantId IN (:...merchantIds)', { merchantIds });
  };
  const nothing = ({ merchantIds }: Visibility) => merchantIds.length === 0;

  return {
    async insert(bundle) {
      try {
        return await gate.change((manager) => insertUnlessThere(manager, bundleEntity, bundle));
      } catch (error) {
        throw tokenGone(error);
      }
    },

    find: async (id, visibility) =>
      nothing(visibility)
        ? null
        : gate.read((manager) => visible(manager, visibility).andWhere('b.id = :id', { id }).getOne()),

    pageOf: async (tokenId, query, visibility) =>
      nothing(visibility)
        ? { rows: [], total: query.page === null ? null : 0 }
        : gate.read((manager) =>
            pageByCreation(manager, visible(manager, visibility).andWhere('b.tokenId = :tokenId', { tokenId }), query),
          ),

    hasVisible: async (tokenId, visibility) =>
      nothing(visibility)
        ? false
        : gate.read((manager) =>
            visible(manager, visibility).andWhere('b.tokenId = :tokenId', { tokenId }).getExists(),
          ),
  };
}
