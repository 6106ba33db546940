export { createEventStoreDbEventStore, type EventStoreDbEventStoreOptions } from './create-eventstoredb-event-store';
export { parseEsdbUrl } from './connection-string';
export { renewEsdbLogId } from './renew-esdb-log-id';
