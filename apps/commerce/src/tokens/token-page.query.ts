import { SCHEMES } from '@latchkey/vault';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { pageByCreation, type OneOf, type RowsOfPage } from '../database/page-by-creation';
import { NETWORK_TOKEN_STATUSES } from './network-token-status';
import type { TokenListQuery } from './token-list';
import { ALIVE, tokenEntity, type StoredToken, type TokenRow } from './token.entity';

export type TokenPage = RowsOfPage<TokenRow>;

export interface TokensInView {
  readonly accountId: string;
  /** Not empty. */
  readonly merchantIds: '*' | readonly string[];
  readonly now: Date;
}

type Tokens = SelectQueryBuilder<StoredToken>;

/** Entries of the index that a page may cost; where it could be more, merchants are looked at row by row. */
const MAX_ENTRIES = 100_000;

/** One page of what is in view, in the order asked for, and how many there are. */
export function queryTokenPage(
  manager: EntityManager,
  query: TokenListQuery,
  inView: TokensInView,
): Promise<TokenPage> {
  const spread = spreadOf(query, inView);
  const tokens = filtered(manager.createQueryBuilder(tokenEntity, 't'), query, inView, spread);
  return pageByCreation(manager, tokens, query, spread);
}

/** Along which index, see 004-index-filtered-lists.sql. One that begins like it is not as good, so all values stand in. */
function spreadOf({ filters, limit, offset }: TokenListQuery, { merchantIds }: TokensInView): readonly OneOf[] {
  const { network_token_status: statuses, scheme: schemes, business_key: businessKeys } = filters;
  if (businessKeys) return [{ property: 'businessKey', type: 'text', values: businessKeys }];
  const merchants: OneOf[] = merchantIds === '*' ? [] : [{ property: 'merchantId', type: 'uuid', values: merchantIds }];
  const rest: OneOf[] =
    schemes || statuses
      ? [
          { property: 'scheme', type: 'text', values: schemes ?? SCHEMES },
          { property: 'networkTokenStatus', type: 'text', values: statuses ?? NETWORK_TOKEN_STATUSES },
        ]
      : [];
  const all = [...merchants, ...rest];
  const combinations = all.reduce((product, { values }) => product * values.length, 1);
  return combinations * (offset + limit + 1) <= MAX_ENTRIES ? all : rest;
}

function filtered(
  tokens: Tokens,
  { filters }: TokenListQuery,
  { accountId, merchantIds, now }: TokensInView,
  spread: readonly OneOf[],
): Tokens {
  const { from, to, network_token_status: statuses, scheme: schemes, business_key: businessKeys } = filters;
  const isSpread = (property: keyof StoredToken) => spread.some((one) => one.property === property);
  tokens.where('t.accountId = :accountId', { accountId }).andWhere(ALIVE, { now });
  if (merchantIds !== '*' && !isSpread('merchantId')) {
    tokens.andWhere('t.merchantId IN (:...merchantIds)', { merchantIds });
  }
  if (from) tokens.andWhere('t.createdAt >= :from', { from });
  if (to) tokens.andWhere('t.createdAt < :to', { to });
  if (statuses && !isSpread('networkTokenStatus')) {
    tokens.andWhere('t.networkTokenStatus IN (:...statuses)', { statuses });
  }
  if (schemes && !isSpread('scheme')) tokens.andWhere('t.scheme IN (:...schemes)', { schemes });
  if (businessKeys && !isSpread('businessKey'))
    tokens.andWhere('t.businessKey IN (:...businessKeys)', { businessKeys });
  return tokens;
}
