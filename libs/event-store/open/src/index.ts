export { eventStoreUrlSetting } from './event-store-url.setting';
export { type EventStoreKind, kindOfEventStore } from './kind-of-event-store';
export { openEventStore, type OpenEventStore, type OpenEventStoreOptions } from './open-event-store';
