import type { EventStore } from '@latchkey/event-store';
import { createEventStoreDbEventStore } from '@latchkey/event-store-eventstoredb';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { kindOfEventStore } from './kind-of-event-store';

export interface OpenEventStoreOptions {
  /** As `eventStoreUrlSetting` takes it. */
  readonly url: string;
  /** What a PostgreSQL server shows its connections as. */
  readonly applicationName?: string | undefined;
  /** How long a caller of `append` waits at most; default 5 s. */
  readonly appendDeadlineMs?: number | undefined;
  /** How long a caller waits for any look at the log at most; default 5 s. */
  readonly readDeadlineMs?: number | undefined;
  /** Most events of one look; default 500. */
  readonly pageSize?: number | undefined;
  /** Another log answers under the same address: what was cached of streams is worth nothing. */
  readonly onLogReplaced?: (() => void) | undefined;
}

export type OpenEventStore = EventStore & { close(): Promise<void> };

/** The one place that knows which stores there are. Does not connect until it is used. */
export function openEventStore({ url, applicationName, ...options }: OpenEventStoreOptions): OpenEventStore {
  return kindOfEventStore(url) === 'eventstoredb'
    ? createEventStoreDbEventStore({ url, ...options })
    : createPostgresEventStore({ connectionString: url, applicationName, ...options });
}
