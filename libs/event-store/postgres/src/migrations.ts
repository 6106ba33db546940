import logAndEvents from './migrations/001-log-and-events.sql';
import append from './migrations/002-append.sql';
import grants from './migrations/003-grants.sql';

export interface Migration {
  /** Ends in the 13 digits (ms since 1970) that migrations are ordered by. */
  readonly name: string;
  readonly sql: string;
}

/**
 * What makes the schema `event_store`, in order, for PostgreSQL 14 and later; to be run by the role that shall own the log.
 * Afterwards `event_store.grant_writer(role)` and `event_store.grant_reader(role)` let the services in.
 */
export const migrations: readonly Migration[] = [
  { name: 'EventStoreLogAndEvents1790000000001', sql: logAndEvents },
  { name: 'EventStoreAppend1790000000002', sql: append },
  { name: 'EventStoreGrants1790000000003', sql: grants },
];
