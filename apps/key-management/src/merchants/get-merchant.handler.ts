import { Problem } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import { type MerchantResource, merchantResource } from './merchant.resource';

export class GetMerchantQuery {
  constructor(
    readonly accountId: string,
    readonly merchantId: string,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetMerchantQuery)
export class GetMerchantHandler implements IQueryHandler<GetMerchantQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute({ accountId, merchantId, minPosition }: GetMerchantQuery): Promise<MerchantResource> {
    await this.freshness.ofStreams(minPosition);
    const merchant = merchantResource(await this.accounts.get(accountId), merchantId);
    if (!merchant) throw new Problem('not_found');
    return merchant;
  }
}
