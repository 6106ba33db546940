export { createPostgresEventStore, type PostgresEventStoreOptions } from './create-postgres-event-store';
export { migrations, type Migration } from './migrations';
