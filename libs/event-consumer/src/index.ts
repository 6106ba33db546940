export * from './consume-events';
export * from './consumer-stopped';
export * from './dead-letter';
export * from './event-handlers';
export * from './process-record';
export * from './progress.port';
export * from './record-consumer';
