import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import type { AccountRepository } from './account.repository';
import { type AccountResource, accountResource } from './account.resource';

export class GetAccountQuery {
  constructor(
    readonly accountId: string,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetAccountQuery)
export class GetAccountHandler implements IQueryHandler<GetAccountQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute({ accountId, minPosition }: GetAccountQuery): Promise<AccountResource> {
    await this.freshness.ofStreams(minPosition);
    return accountResource(await this.accounts.get(accountId));
  }
}
