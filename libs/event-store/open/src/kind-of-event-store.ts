import { parseEsdbUrl } from '@latchkey/event-store-eventstoredb';

export type EventStoreKind = 'postgres' | 'eventstoredb';

const UNKNOWN =
  'is none of postgres://user:password@host:port/database, esdb://user:password@host:port and esdb+discover://user:password@host:port';

/** Throws an `Error` whose message completes "EVENT_STORE_URL …" and has nothing of the URL in it. */
export function kindOfEventStore(url: string): EventStoreKind {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return 'postgres';
  if (!/^esdb(\+discover)?:\/\//.test(url)) throw new Error(UNKNOWN);
  parseEsdbUrl(url);
  return 'eventstoredb';
}
