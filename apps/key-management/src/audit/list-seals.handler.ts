import { MAX_COUNTED, type Page, paginate } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import { parseSeal, type Seal } from '@latchkey/seals';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import type { AuditMoments } from './audit-moments';
import { placeOf, type SealListQuery } from './audit.list';
import type { Answered } from './get-as-of.handler';
import { notAsSealed } from './not-as-sealed';
import countSeals from './sql/count-seals.sql';
import findSeals from './sql/find-seals.sql';

export class ListSealsQuery {
  constructor(
    readonly list: SealListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

/** A cursor names an id: seals have numbers alone. */
const NO_ID = '00000000-0000-4000-8000-000000000000';

/** Signed heads of the installation's log: of the events of all accounts, of which they tell nothing but how many there are. */
@QueryHandler(ListSealsQuery)
export class ListSealsHandler implements IQueryHandler<ListSealsQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute({ list, minPosition }: ListSealsQuery): Promise<Answered<Page<Seal>>> {
    const { direction, after, limit, offset } = placeOf(list);
    const log = list.filters.log ?? 'events';
    const state = await this.moments.now(minPosition);
    const ascending = direction === 'asc';
    const from = (ascending && after) || 0;
    const to = (!ascending && after) || Number.MAX_SAFE_INTEGER;
    const { rows } = await this.pool.query<{ number: string; seal: string }>({
      name: 'audit_find_seals',
      text: findSeals,
      values: [log, from, to, ascending, limit + 1, offset],
    });
    const total = list.page === null ? null : await this.count(log);
    const answer = paginate(list, {
      rows,
      total,
      toItem: ({ seal }) => storedSeal(seal),
      placeOf: ({ number }) => ({ value: number, id: NO_ID }),
    });
    return { answer, state };
  }

  private async count(log: string): Promise<number> {
    const { rows } = await this.pool.query<{ total: number }>({
      name: 'audit_count_seals',
      text: countSeals,
      values: [log, MAX_COUNTED + 1],
    });
    return rows[0]?.total ?? 0;
  }
}

const storedSeal = (text: string): Seal => {
  try {
    return parseSeal(JSON.parse(text));
  } catch (error) {
    throw notAsSealed(error);
  }
};
