import { defineList, type ListQueryOf, type Page, paginate } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { FRESHNESS } from '../injection-tokens';
import { AccountEntity } from '../read-model/account.entity';
import type { Freshness } from '../read-model/freshness';
import { selectPage } from '../read-model/select-page';
import type { AccountResource } from './account.resource';

export const accountList = defineList({ sorts: { created_at: 'time' }, filters: {} });
export type AccountListQuery = ListQueryOf<typeof accountList>;

export class ListAccountsQuery {
  constructor(
    readonly list: AccountListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(ListAccountsQuery)
export class ListAccountsHandler implements IQueryHandler<ListAccountsQuery> {
  constructor(
    @Inject(FRESHNESS) private readonly freshness: Freshness,
    @InjectRepository(AccountEntity) private readonly accounts: Repository<AccountEntity>,
  ) {}

  async execute({ list, minPosition }: ListAccountsQuery): Promise<Page<AccountResource>> {
    await this.freshness.ofReadModel(minPosition);
    const { rows, total } = await selectPage(this.accounts.createQueryBuilder('a'), list, {
      created_at: { sql: 'a.created_at', type: 'timestamptz' },
    });
    return paginate(list, {
      rows,
      total,
      toItem: ({ id, name, operatingModel, createdAt }) => ({
        id,
        name,
        operating_model: operatingModel,
        created_at: createdAt.toISOString(),
      }),
      placeOf: ({ id, createdAt }) => ({ value: createdAt.toISOString(), id }),
    });
  }
}
