import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import { destinationList, type DestinationListResource } from './destination.resource';

export class GetDestinationsQuery {
  constructor(
    readonly accountId: string,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetDestinationsQuery)
export class GetDestinationsHandler implements IQueryHandler<GetDestinationsQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute({ accountId, minPosition }: GetDestinationsQuery): Promise<DestinationListResource> {
    await this.freshness.ofStreams(minPosition);
    return destinationList((await this.accounts.get(accountId)).state);
  }
}
