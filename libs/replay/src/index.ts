export * from './audited-account';
export * from './could';
export * from './could-spans';
export { type CouldWatch, mayMatter, type WhoCouldBetween } from './could-watch';
export * from './effective-time';
export * from './key-facts';
export * from './replay';
export * from './replayed-event';
