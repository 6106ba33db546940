import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { FRESHNESS, KEYS } from '../injection-tokens';
import type { Freshness } from '../read-model/freshness';
import { type KeyHistoryResource, keyHistoryResource } from './key-history.resource';
import type { KeyRepository } from './key.repository';

export class GetKeyHistoryQuery {
  constructor(
    readonly accountId: string,
    readonly keyId: string,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetKeyHistoryQuery)
export class GetKeyHistoryHandler implements IQueryHandler<GetKeyHistoryQuery> {
  constructor(
    @Inject(KEYS) private readonly keys: KeyRepository,
    @Inject(FRESHNESS) private readonly freshness: Freshness,
  ) {}

  async execute(query: GetKeyHistoryQuery): Promise<{ data: readonly KeyHistoryResource[] }> {
    await this.freshness.ofStreams(query.minPosition);
    const events = await this.keys.history(query.accountId, query.keyId);
    return { data: events.map(keyHistoryResource) };
  }
}
