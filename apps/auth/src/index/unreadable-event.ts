import type { RecordedEvent } from '@latchkey/event-store';

/**
 * An event that this version does not understand. It may be what takes a right away, so nothing after it can be judged:
 * auth stops there and answers 503, rather than to guess.
 */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor({ position, type }: RecordedEvent, reason: string) {
    super(`cannot read event ${type.slice(0, 64)} at ${position}: ${reason}`);
  }
}
