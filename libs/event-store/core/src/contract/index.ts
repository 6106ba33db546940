export * from './contract-subject';
export * from './event-store-contract';
