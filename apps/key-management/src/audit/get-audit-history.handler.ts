import { type Page, paginate } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import type { AuditMoments } from './audit-moments';
import { type KeyHistoryQuery, placeOf, required } from './audit.list';
import { countEntries, findEntries } from './entries';
import { type EntryResource, entryResource } from './entry.row';
import type { Answered } from './get-as-of.handler';
import { findNamedKey, requireName } from './named-key';

export class GetAuditHistoryQuery {
  constructor(
    readonly accountId: string,
    readonly list: KeyHistoryQuery,
    readonly minPosition: string | undefined,
  ) {}
}

@QueryHandler(GetAuditHistoryQuery)
export class GetAuditHistoryHandler implements IQueryHandler<GetAuditHistoryQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute(query: GetAuditHistoryQuery): Promise<Answered<Page<EntryResource>>> {
    const { accountId, list, minPosition } = query;
    const named = requireName(required('key', list.filters.key));
    const place = placeOf(list);
    const state = await this.moments.now(minPosition);
    const asked = { accountId, keyId: await findNamedKey(this.pool, accountId, named) };
    const rows = await findEntries(this.pool, asked, place);
    const total = list.page === null ? null : await countEntries(this.pool, asked);
    const answer = paginate(list, {
      rows,
      total,
      toItem: entryResource,
      placeOf: ({ ordinal, id }) => ({ value: ordinal, id }),
    });
    return { answer, state };
  }
}
