export * from './asyncapi/asyncapi-document';
export * from './published-events';
export * from './published-record';
export * from './read-published-record';
export * from './to-published-record';
export * from './topics';
export * from './unpublishable-event';
