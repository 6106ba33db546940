import { type Page, paginate } from '@latchkey/platform-nest';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import type { AuditMoments } from './audit-moments';
import { placeOf, type TimelineListQuery } from './audit.list';
import { countEntries, findEntries } from './entries';
import { type EntryResource, entryResource } from './entry.row';
import type { Answered } from './get-as-of.handler';
import { requireAccount } from './require-account';
import ordinalBefore from './sql/ordinal-before.sql';

export class GetTimelineQuery {
  constructor(
    readonly accountId: string,
    readonly list: TimelineListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

/** The events of an account and of its keys. `from` inclusive, `to` exclusive, as in every list. */
@QueryHandler(GetTimelineQuery)
export class GetTimelineHandler implements IQueryHandler<GetTimelineQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute({ accountId, list, minPosition }: GetTimelineQuery): Promise<Answered<Page<EntryResource>>> {
    const place = placeOf(list);
    const { from, to, type: types, actor: actors } = list.filters;
    const state = await this.moments.now(minPosition);
    await requireAccount(this.pool, accountId);
    const [start, end] = await Promise.all([from, to].map((time) => time && this.ordinalBefore(time)));
    const asked = {
      ...{ accountId, types, actors },
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    };
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

  private async ordinalBefore(time: Date): Promise<number> {
    const { rows } = await this.pool.query<{ ordinal: string }>({
      name: 'audit_ordinal_before',
      text: ordinalBefore,
      values: [time],
    });
    return parseBigint(rows[0]?.ordinal ?? '0');
  }
}
