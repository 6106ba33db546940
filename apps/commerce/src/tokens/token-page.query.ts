import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { TokenListQuery } from './token-list';
import { tokenEntity, type StoredToken, type TokenRow } from './token.entity';

export interface TokenPage {
  /** One more than the limit if there are more. */
  readonly rows: readonly TokenRow[];
  /** Up to `MAX_COUNTED + 1`; null in cursor mode. */
  readonly total: number | null;
}

export interface TokensInView {
  readonly accountId: string;
  /** Not empty. */
  readonly merchantIds: '*' | readonly string[];
  readonly now: Date;
}

type Tokens = SelectQueryBuilder<StoredToken>;

export const ALIVE = '(t.expiresAt IS NULL OR t.expiresAt > :now)';

/** One page of what is in view, in the order asked for, and how many there are. */
export async function queryTokenPage(
  manager: EntityManager,
  query: TokenListQuery,
  inView: TokensInView,
): Promise<TokenPage> {
  const matching = filtered(manager.createQueryBuilder(tokenEntity, 't'), query, inView);
  const rows = await pageOf(matching, query).getMany();
  return { rows, total: query.page === null ? null : await count(manager, matching) };
}

function filtered(tokens: Tokens, { filters }: TokenListQuery, { accountId, merchantIds, now }: TokensInView): Tokens {
  const { from, to, network_token_status: statuses, scheme: schemes, business_key: businessKeys } = filters;
  tokens.where('t.accountId = :accountId', { accountId }).andWhere(ALIVE, { now });
  if (merchantIds !== '*') tokens.andWhere('t.merchantId IN (:...merchantIds)', { merchantIds });
  if (from) tokens.andWhere('t.createdAt >= :from', { from });
  if (to) tokens.andWhere('t.createdAt < :to', { to });
  if (statuses) tokens.andWhere('t.networkTokenStatus IN (:...statuses)', { statuses });
  if (schemes) tokens.andWhere('t.scheme IN (:...schemes)', { schemes });
  if (businessKeys) tokens.andWhere('t.businessKey IN (:...businessKeys)', { businessKeys });
  return tokens;
}

function pageOf(matching: Tokens, { limit, offset, cursor, sort }: TokenListQuery): Tokens {
  const [after, order] = sort.direction === 'asc' ? (['>', 'ASC'] as const) : (['<', 'DESC'] as const);
  const page = matching.clone().orderBy('t.createdAt', order).addOrderBy('t.id', order);
  if (cursor !== null) {
    // A comparison of rows, so that the index is entered at the place itself.
    page.andWhere(`(t.createdAt, t.id) ${after} (:place, :placeId)`, { place: cursor.value, placeId: cursor.id });
  }
  return page.offset(offset).limit(limit + 1);
}

/** Stops one beyond what is reported, so that a big account costs no more than that. */
async function count(manager: EntityManager, matching: Tokens): Promise<number> {
  const counted = matching
    .clone()
    .select('1')
    .limit(MAX_COUNTED + 1);
  const row = await manager
    .createQueryBuilder()
    .select('count(*)::int', 'total')
    .from(`(${counted.getQuery()})`, 'counted')
    .setParameters(counted.getParameters())
    .getRawOne<{ total: number }>();
  return row?.total ?? 0;
}
