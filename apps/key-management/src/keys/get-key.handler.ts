import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, FRESHNESS, KEYS, LAST_USED } from '../injection-tokens';
import type { LastUsed } from '../last-used/last-used.port';
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
    @Inject(LAST_USED) private readonly lastUsed: LastUsed,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute({ accountId, keyId, minPosition }: GetKeyQuery): Promise<KeyResource> {
    await this.freshness.ofStreams(minPosition);
    const [account, key, lastUsedAt] = await Promise.all([
      this.accounts.get(accountId),
      this.keys.get(accountId, keyId),
      this.lastUsed.of(keyId),
    ]);
    return keyResource(shownKey(key.state, lastUsedAt), accountNow(account));
  }
}
