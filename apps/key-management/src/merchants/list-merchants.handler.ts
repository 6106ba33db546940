import { defineList, type ListQueryOf, type Page, paginate, q } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import { MerchantEntity } from '../read-model/merchant.entity';
import { selectPage } from '../read-model/select-page';
import type { MerchantResource } from './merchant.resource';

export const merchantList = defineList({
  sorts: { created_at: 'time' },
  filters: { status: q.list(q.oneOf(['active', 'removed', 'all'])) },
});
export type MerchantListQuery = ListQueryOf<typeof merchantList>;

export class ListMerchantsQuery {
  constructor(
    readonly accountId: string,
    readonly list: MerchantListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(ListMerchantsQuery)
export class ListMerchantsHandler implements IQueryHandler<ListMerchantsQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
    @InjectRepository(MerchantEntity) private readonly merchants: Repository<MerchantEntity>,
  ) {}

  async execute({ accountId, list, minPosition }: ListMerchantsQuery): Promise<Page<MerchantResource>> {
    await this.accounts.get(accountId);
    await this.freshness.ofReadModel(minPosition);
    const query = this.merchants.createQueryBuilder('m').where('m.account_id = :accountId', { accountId });
    const { status = ['active'] } = list.filters;
    const both = status.includes('all') || (status.includes('active') && status.includes('removed'));
    if (!both) query.andWhere(`m.removed_at IS ${status.includes('removed') ? 'NOT NULL' : 'NULL'}`);
    const { rows, total } = await selectPage(query, list, { created_at: { sql: 'm.created_at', type: 'timestamptz' } });
    return paginate(list, {
      rows,
      total,
      toItem: merchantOf,
      placeOf: ({ id, createdAt }) => ({ value: createdAt.toISOString(), id }),
    });
  }
}

const merchantOf = (row: MerchantEntity): MerchantResource => ({
  id: row.id,
  account_id: row.accountId,
  is_primary: row.isPrimary,
  status: row.removedAt ? 'removed' : 'active',
  legal_name: row.legalName,
  company_city: row.companyCity,
  country_code: row.countryCode,
  website_url: row.websiteUrl,
  default_currency: row.defaultCurrency,
  payment_forward_url: row.paymentForwardUrl,
  created_at: row.createdAt.toISOString(),
  removed_at: row.removedAt?.toISOString() ?? null,
});
