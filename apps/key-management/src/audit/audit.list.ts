import { FEATURES, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import {
  badQuery,
  defineList,
  type ListQuery,
  type ListQueryOf,
  listQuery,
  parseListQuery,
  q,
} from '@latchkey/platform-nest';
import type { PipeTransform } from '@nestjs/common';

export const EVENT_TYPES = [
  ...['AccountOpened', 'OperatingModelChanged', 'MerchantAdded', 'MerchantChanged', 'MerchantRemoved'],
  ...['DestinationAllowed', 'DestinationRemoved', 'EncryptionKeyIssued', 'KeyCreated', 'KeyLabeled', 'KeyRevoked'],
] as const;
export const OPERATIONS = [...FEATURES, ...UNSCOPED_OPERATIONS] as const;
const MAX_KEY_CHARS = 100;
const MAX_ACTOR_CHARS = 100;
const MAX_URL_CHARS = 2_048;

/** In the order of the log. A cursor's value is an ordinal. */
const sorts = { created_at: 'text' } as const;

export const keyHistoryList = defineList({ sorts, filters: { key: q.text(MAX_KEY_CHARS) } });
export const asOfList = defineList({
  sorts,
  filters: { at: q.time, key_id: q.uuid, status: q.list(q.oneOf(['active', 'revoked', 'all'])) },
});
export const whoCouldList = defineList({
  sorts,
  filters: {
    feature: q.oneOf(OPERATIONS),
    merchant_id: q.uuid,
    destination: q.text(MAX_URL_CHARS),
    at: q.time,
    from: q.time,
    to: q.time,
  },
});
export const timelineList = defineList({
  sorts,
  filters: { from: q.time, to: q.time, type: q.list(q.oneOf(EVENT_TYPES)), actor: q.list(q.text(MAX_ACTOR_CHARS)) },
});
export const sealList = defineList({ sorts, filters: { log: q.oneOf(['events', 'user-actions']) } });

export type KeyHistoryQuery = ListQueryOf<typeof keyHistoryList>;
export type AsOfListQuery = ListQueryOf<typeof asOfList>;
export type WhoCouldListQuery = ListQueryOf<typeof whoCouldList>;
export type TimelineListQuery = ListQueryOf<typeof timelineList>;
export type SealListQuery = ListQueryOf<typeof sealList>;

/** A story is told from its beginning, unless said otherwise. */
export const keyHistoryQuery: PipeTransform<Record<string, unknown>, KeyHistoryQuery> = {
  transform: (query) =>
    parseListQuery(query['cursor'] === undefined ? { sort: 'created_at asc', ...query } : query, keyHistoryList),
};
export const asOfQuery = listQuery(asOfList);
export const whoCouldQuery = listQuery(whoCouldList);
export const timelineQuery = listQuery(timelineList);
export const sealQuery = listQuery(sealList);

/** A parameter that must be there. */
export const required = <Value>(name: string, value: Value | undefined): Value => {
  if (value === undefined) throw badQuery([{ field: name, message: 'is missing' }]);
  return value;
};

export interface OrdinalPlace {
  readonly direction: 'asc' | 'desc';
  readonly after: number | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Where a page begins, by ordinals. */
export const placeOf = ({ sort, cursor, limit, offset }: ListQuery): OrdinalPlace => ({
  direction: sort.direction,
  after: cursor === null ? undefined : ordinalIn(cursor.value),
  limit,
  offset,
});

const ordinalIn = (value: string | null): number => {
  if (value === null || !/^[0-9]{1,15}$/.test(value))
    throw badQuery([{ field: 'cursor', message: 'must be a next_cursor of this list' }]);
  return Number(value);
};
