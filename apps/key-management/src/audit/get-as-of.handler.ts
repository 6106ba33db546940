import { type Page, paginate } from '@latchkey/platform-nest';
import { Problem } from '@latchkey/platform';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { keyAsOf } from '@latchkey/replay';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AUDIT_MOMENTS, POOL } from '../injection-tokens';
import { type AccountHistory, accountAt, loadAccountHistory } from './account-history';
import type { AuditIndexState } from './audit-index.state';
import type { AuditMoments } from './audit-moments';
import { type AsOfListQuery, placeOf, required } from './audit.list';
import {
  type AuditedKeyResource,
  auditedKeyResource,
  keyNotMadeYet,
  type MomentResource,
  momentResource,
} from './audit.resource';
import { factsOf } from './audited-key.row';
import { countAuditedKeys, findAuditedKeys, type KeysAsked, withLabels } from './audited-keys';
import { requireAccount } from './require-account';

export class GetAsOfQuery {
  constructor(
    readonly accountId: string,
    readonly list: AsOfListQuery,
    readonly minPosition: string | undefined,
  ) {}
}

/** An account as it was. `operating_model` null: it was not open yet. */
export interface AuditedAccountResource {
  readonly id: string;
  readonly operating_model: string | null;
  /** Those that were there. */
  readonly merchant_ids: readonly string[];
}

export interface AsOfAnswer extends Page<AuditedKeyResource> {
  readonly as_of: MomentResource;
  readonly account: AuditedAccountResource;
}

@QueryHandler(GetAsOfQuery)
export class GetAsOfHandler implements IQueryHandler<GetAsOfQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUDIT_MOMENTS) private readonly moments: AuditMoments,
  ) {}

  async execute({ accountId, list, minPosition }: GetAsOfQuery): Promise<Answered<AsOfAnswer>> {
    const { filters } = list;
    const at = required('at', filters.at);
    const state = await this.moments.now(minPosition);
    const moment = await this.moments.at(state, at, { parameter: 'at' });
    const end = moment.ordinal;
    const asked: KeysAsked = { accountId, end, keyId: filters.key_id, ...livingAt(end, filters.status) };
    const [, history, found, counted] = await Promise.all([
      requireAccount(this.pool, accountId),
      loadAccountHistory(this.pool, accountId, { start: end, end }),
      findAuditedKeys(this.pool, asked, { ...placeOf(list), limit: list.limit + 1 }),
      list.page === null || filters.key_id !== undefined ? null : countAuditedKeys(this.pool, asked),
    ]);
    const rows = await withLabels(this.pool, found, end);
    const notYet =
      filters.key_id !== undefined && rows.length === 0 ? await this.notMadeYet(asked, filters.key_id) : [];
    const account = accountAt(history, {}, end);
    const page = paginate(list, {
      rows,
      total: list.page === null ? null : (counted ?? rows.length + notYet.length),
      toItem: (row) => auditedKeyResource(keyAsOf(factsOf(row, end), account)),
      placeOf: (row) => ({ value: row.created, id: row.key_id }),
    });
    const answer = {
      as_of: momentResource(at, moment),
      account: accountResource(accountId, history, end),
      ...page,
      data: [...page.data, ...notYet],
    };
    return { answer, state };
  }

  /** One that was made later is none yet; of one that is not the account's, nothing is said. */
  private async notMadeYet({ accountId, end }: KeysAsked, keyId: string): Promise<AuditedKeyResource[]> {
    const everMade = { accountId, keyId, end: Number.MAX_SAFE_INTEGER };
    const [row] = await findAuditedKeys(this.pool, everMade, { direction: 'asc', limit: 1 });
    if (row === undefined) throw new Problem('not_found');
    return parseBigint(row.created) > end ? [keyNotMadeYet(keyId)] : [];
  }
}

/** An answer, and how far the index was. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly state: AuditIndexState;
}

/** Default: all. */
const livingAt = (end: number, status: AsOfListQuery['filters']['status']) => {
  const asked = new Set(status ?? ['all']);
  if (asked.has('all') || asked.size === 2) return {};
  return asked.has('active') ? { livingAfter: end } : { revokedBy: end };
};

const accountResource = (id: string, history: AccountHistory, end: number): AuditedAccountResource => {
  const account = accountAt(history, {}, end);
  return {
    id,
    operating_model: account?.operatingModel ?? null,
    merchant_ids: [...history.merchants.keys()].filter((each) => account?.merchants.get(each) === 'active'),
  };
};
