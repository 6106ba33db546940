import { type Page, paginate } from '@latchkey/platform-nest';
import type { Scope } from '@latchkey/keys-domain';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import { ApiKeyEntity } from '../read-model/api-key.entity';
import { foldLabel } from '../read-model/fold-batch';
import type { Freshness } from '../read-model/freshness';
import { selectPage, type SortColumn } from '../read-model/select-page';
import type { KeyListQuery } from './key.list';
import { accountNow, type KeyResource, keyResource, type ShownKey } from './key.resource';

export class ListKeysQuery {
  constructor(
    readonly accountId: string,
    readonly list: KeyListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(ListKeysQuery)
export class ListKeysHandler implements IQueryHandler<ListKeysQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
  ) {}

  async execute({ accountId, list, minPosition }: ListKeysQuery): Promise<Page<KeyResource>> {
    const now = accountNow(await this.accounts.get(accountId));
    await this.freshness.ofReadModel(minPosition);
    const query = this.keys.createQueryBuilder('k').where('k.account_id = :accountId', { accountId });
    const { rows, total } = await selectPage(filtered(query, list.filters), list, SORT_COLUMNS);
    return paginate(list, {
      rows,
      total,
      toItem: (row) => keyResource(shownKey(row), now),
      placeOf: (row) => ({ value: sortValue(row, list.sort.by), id: row.id }),
    });
  }
}

type SortBy = KeyListQuery['sort']['by'];

const SORT_COLUMNS: Readonly<Record<SortBy, SortColumn>> = {
  created_at: { sql: 'k.created_at', type: 'timestamptz' },
  label: { sql: 'k.label_folded', type: 'text' },
  last_used_at: { sql: `coalesce(k.last_used_at, '-infinity'::timestamptz)`, type: 'timestamptz' },
};

const sortValue = (row: ApiKeyEntity, by: SortBy): string | null => {
  if (by === 'label') return row.labelFolded;
  return (by === 'created_at' ? row.createdAt : row.lastUsedAt)?.toISOString() ?? null;
};

const filtered = (
  query: SelectQueryBuilder<ApiKeyEntity>,
  { status = ['active'], merchant_id: merchantIds, q }: KeyListQuery['filters'],
): SelectQueryBuilder<ApiKeyEntity> => {
  const both = status.includes('all') || (status.includes('active') && status.includes('revoked'));
  if (!both) query.andWhere(`k.revoked_at IS ${status.includes('revoked') ? 'NOT NULL' : 'NULL'}`);
  if (merchantIds) query.andWhere('k.merchant_ids && :merchantIds::uuid[]', { merchantIds });
  if (q !== undefined) query.andWhere('k.label_folded LIKE :pattern', { pattern: `%${escapeLike(foldLabel(q))}%` });
  return query;
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

const shownKey = (row: ApiKeyEntity): ShownKey => ({
  keyId: row.id,
  accountId: row.accountId,
  label: row.label,
  display: row.display,
  scope: scopeOf(row),
  replaces: row.replaces,
  createdAt: row.createdAt.toISOString(),
  createdBy: actorOf(row.createdByType, row.createdById),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revoked: row.revokedAt && {
    at: row.revokedAt.toISOString(),
    by: actorOf(row.revokedByType ?? '', row.revokedById ?? ''),
  },
});

// What the projector wrote came out of events that were parsed strictly.
const scopeOf = ({ merchantIds, features }: ApiKeyEntity): Scope | null =>
  merchantIds && features ? { merchantIds, features: features as readonly string[] as Scope['features'] } : null;
const actorOf = (type: string, id: string): ShownKey['createdBy'] => ({
  type: type as ShownKey['createdBy']['type'],
  id,
});
