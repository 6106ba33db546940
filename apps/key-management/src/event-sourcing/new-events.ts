import type { AccountEvent } from '@latchkey/accounts-domain';
import { eventId, type NewEvent } from '@latchkey/event-store';
import type { KeyEvent } from '@latchkey/keys-domain';

/** A command's events as they are stored; their ids follow from the command's, so that a retry repeats them. */
export const newEvents = (commandId: string, events: readonly (AccountEvent | KeyEvent)[]): NewEvent[] =>
  events.map(({ type, data, metadata }, index) => ({ id: eventId(commandId, index), type, data, metadata }));
