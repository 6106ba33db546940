import type { PublishedEvent, PublishedType } from '@latchkey/key-events';

/**
 * What to do about each type of event; a type without a handler is noted and passed over. A handler may be called again
 * for an event whose transaction was not committed: what it does outside of `transaction` must bear being repeated.
 */
export type EventHandlers<Transaction> = {
  readonly [Type in PublishedType]?: (event: PublishedEvent<Type>, transaction: Transaction) => Promise<void> | void;
};

export const handlerOf = <Transaction>(handlers: EventHandlers<Transaction>, { type }: PublishedEvent) =>
  // Each is found by the type of the very event that it is called with.
  handlers[type] as ((event: PublishedEvent, transaction: Transaction) => Promise<void> | void) | undefined;
