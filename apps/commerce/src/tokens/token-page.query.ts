import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { pageByCreation, type RowsOfPage } from '../database/page-by-creation';
import type { TokenListQuery } from './token-list';
import { tokenEntity, type StoredToken, type TokenRow } from './token.entity';

export type TokenPage = RowsOfPage<TokenRow>;

export interface TokensInView {
  readonly accountId: string;
  /** Not empty. */
  readonly merchantIds: '*' | readonly string[];
  readonly now: Date;
}

type Tokens = SelectQueryBuilder<StoredToken>;

export const ALIVE = '(t.expiresAt IS NULL OR t.expiresAt > :now)';

/** One page of what is in view, in the order asked for, and how many there are. */
export function queryTokenPage(
  manager: EntityManager,
  query: TokenListQuery,
  inView: TokensInView,
): Promise<TokenPage> {
  return pageByCreation(manager, filtered(manager.createQueryBuilder(tokenEntity, 't'), query, inView), query);
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
