export * from './key-event.parser';
export * from './key.commands';
export { decideKey, type KeyRejectionClassifier, type KeyResult } from './key.decider';
export * from './key.events';
export * from './key.evolve';
export * from './key.state';
export * from './scope';
