import { parseDestinationUrl } from '@latchkey/accounts-domain';
import { badQuery, type Page, paginate } from '@latchkey/platform-nest';
import { Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { type AuditWish, keyAsOf, wrongWish } from '@latchkey/replay';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import type { AuditMoments } from './audit-moments';
import { placeOf, required, type WhoCouldListQuery } from './audit.list';
import {
  type AuditedKeyResource,
  auditedKeyResource,
  type MomentResource,
  momentResource,
  type SpanResource,
  spanResource,
} from './audit.resource';
import { factsOf } from './audited-key.row';
import { withLabels } from './audited-keys';
import { findPage } from './find-page';
import type { Answered } from './get-as-of.handler';
import { requireAccount } from './require-account';
import isMerchant from './sql/is-merchant.sql';
import { whoCould } from './who-could';

export class WhoCouldQuery {
  constructor(
    readonly accountId: string,
    readonly list: WhoCouldListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

/** A key that could, as it was at the end of what was asked about. */
export interface WhoCouldResource {
  readonly key: AuditedKeyResource;
  readonly why: 'unscoped' | 'scope';
  /** Null for one moment. */
  readonly spans: readonly SpanResource[] | null;
}

export interface WhoCouldAnswer extends Page<WhoCouldResource> {
  /** Null for one moment. */
  readonly from: MomentResource | null;
  readonly to: MomentResource;
}

@QueryHandler(WhoCouldQuery)
export class WhoCouldHandler implements IQueryHandler<WhoCouldQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute({ accountId, list, minPosition }: WhoCouldQuery): Promise<Answered<WhoCouldAnswer>> {
    const wish = wishOf(list.filters);
    const times = timesOf(list.filters);
    const state = await this.moments.now(minPosition);
    const to = await this.moments.at(state, times.to, { parameter: times.from === null ? 'at' : 'to' });
    const from = times.from && (await this.moments.at(state, times.from, { parameter: 'from', before: true }));
    await requireAccount(this.pool, accountId);
    if (wish.merchantId !== undefined) await this.requireMerchant(accountId, wish.merchantId);
    const { direction, after } = placeOf(list);
    const question = { accountId, wish, start: (from ?? to).ordinal, end: to.ordinal, direction, after };
    const { keys, account } = await whoCould(this.pool, question);
    const { rows, total } = await findPage(keys, list);
    const labelled = await withLabels(
      this.pool,
      rows.map(({ row }) => row),
      to.ordinal,
    );
    const page = paginate(list, {
      rows: labelled.map((row, at) => ({ row, spans: rows[at]?.spans ?? [] })),
      total,
      toItem: ({ row, spans }): WhoCouldResource => ({
        key: auditedKeyResource(keyAsOf(factsOf(row, to.ordinal), account)),
        why: row.features === null ? 'unscoped' : 'scope',
        spans: from && spans.map(spanResource),
      }),
      placeOf: ({ row }) => ({ value: row.created, id: row.key_id }),
    });
    const window = { from: times.from && from && momentResource(times.from, from), to: momentResource(times.to, to) };
    return { answer: { ...window, ...page }, state };
  }

  /** That nobody could do it for a merchant with a slip in its id is true, and no answer. */
  private async requireMerchant(accountId: string, merchantId: string): Promise<void> {
    const values = [accountId, merchantId];
    const { rows } = await this.pool.query({ name: 'audit_is_merchant', text: isMerchant, values });
    if (rows.length === 0) throw new Problem('not_found', { detail: 'The account never had this merchant.' });
  }
}

const wishOf = ({ feature, merchant_id: merchantId, destination }: WhoCouldListQuery['filters']): AuditWish => {
  const wish = { operation: required('feature', feature), merchantId };
  if (destination === undefined) return wish;
  const refuse = (message: string) => badQuery([{ field: 'destination', message }]);
  const url = parseDestinationUrl(destination);
  if (!url.ok) throw refuse(url.reason);
  if (url.value.search !== '') throw refuse('must be a URL without a query, which no rule looks at');
  const whole: AuditWish = { ...wish, destination: { url: url.value, method: 'POST' } };
  const wrong = wrongWish(whole);
  if (wrong !== null) throw refuse(wrong);
  return whole;
};

const timesOf = ({ at, from, to }: WhoCouldListQuery['filters']): { readonly from: Date | null; readonly to: Date } => {
  if (at !== undefined && (from !== undefined || to !== undefined))
    throw badQuery([{ field: 'at', message: 'must not be given together with from or to' }]);
  if (at !== undefined) return { from: null, to: at };
  if (from === undefined && to === undefined) throw badQuery([{ field: 'at', message: 'is missing, or from and to' }]);
  const times = { from: required('from', from), to: required('to', to) };
  if (times.from > times.to) throw badQuery([{ field: 'from', message: 'must not be after to' }]);
  return times;
};
