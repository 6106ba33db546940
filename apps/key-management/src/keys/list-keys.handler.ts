import { type Page, paginate } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import { findKeyPage } from './key-page/find-key-page';
import { type KeyRow, shownRow } from './key-page/key-row';
import { keySearch } from './key-page/key-search';
import type { KeyListQuery } from './key.list';
import { accountNow, type KeyResource, keyResource } from './key.resource';

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
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async execute({ accountId, list, minPosition }: ListKeysQuery): Promise<Page<KeyResource>> {
    const now = accountNow(await this.accounts.get(accountId));
    await this.freshness.ofReadModel(minPosition);
    const { rows, total } = await findKeyPage(
      ({ text, values }) => this.database.query(text, [...values]),
      keySearch(accountId, list.filters),
      list,
    );
    return paginate(list, {
      rows,
      total,
      toItem: (row) => keyResource(shownRow(row), now),
      placeOf: (row) => ({ value: sortValue(row, list.sort.by), id: row.id }),
    });
  }
}

const sortValue = (row: KeyRow, by: KeyListQuery['sort']['by']): string | null => {
  if (by === 'label') return row.label_folded;
  return (by === 'created_at' ? row.created_at : row.last_used_at)?.toISOString() ?? null;
};
