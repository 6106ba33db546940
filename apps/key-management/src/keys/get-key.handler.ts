import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS, KEYS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import type { KeyRepository } from './key.repository';
import { accountNow, type KeyResource, keyResource, shownKey } from './key.resource';

export class GetKeyQuery {
  constructor(
    readonly accountId: string,
    readonly keyId: string,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetKeyQuery)
export class GetKeyHandler implements IQueryHandler<GetKeyQuery> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(KEYS) private readonly keys: KeyRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute({ accountId, keyId, minPosition }: GetKeyQuery): Promise<KeyResource> {
    await this.freshness.ofStreams(minPosition);
    const [account, key] = await Promise.all([this.accounts.get(accountId), this.keys.get(accountId, keyId)]);
    return keyResource(shownKey(key.state), accountNow(account));
  }
}
