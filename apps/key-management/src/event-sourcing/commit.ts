import type { AccountEvent, Result } from '@latchkey/accounts-domain';
import { type EventStore, type Position, StoreConflict } from '@latchkey/event-store';
import type { KeyEvent } from '@latchkey/keys-domain';
import { type Classifier, Problem } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendSurely } from './append-surely';
import { newEvents } from './new-events';
import { rejected } from './rejected';

/** Where a stream was when it was read. */
export interface StreamEnd {
  /** Of the last event; -1 for a stream that does not exist. */
  readonly version: number;
  /** Of the last event; undefined for a stream that does not exist. */
  readonly position: Position | undefined;
}

type DomainEvent = AccountEvent | KeyEvent;

export interface Change<View extends StreamEnd, Event extends DomainEvent> {
  readonly store: Pick<EventStore, 'append'>;
  readonly stream: string;
  readonly commandId: string;
  /** Reads the stream as it is now. */
  readonly load: () => Promise<View>;
  readonly decide: (view: View) => Result<Event, Classifier>;
}

export interface Committed<View, Event> {
  /** What was decided on: the stream before the change. */
  readonly before: View;
  /** Of the change; of the stream's end when there was nothing to change. */
  readonly position: Position;
  /** What was appended; nothing when there was nothing to change. */
  readonly events: readonly Event[];
}

/** Others may write the same stream between our read and our append; no new attempt after this. */
const BUDGET_MS = 3_000;
const LONGEST_PAUSE_MS = 32;

/**
 * Reads, decides, appends; decides anew when the stream has moved on meanwhile, until `budgetMs` are used up. Rejects with a
 * `Problem`.
 */
export const commit = async <View extends StreamEnd, Event extends DomainEvent>(
  change: Change<View, Event>,
  budgetMs = BUDGET_MS,
): Promise<Committed<View, Event>> => {
  const deadline = performance.now() + budgetMs;
  for (let decision = 1; ; decision += 1) {
    const before = await change.load();
    const result = change.decide(before);
    if (!result.ok) throw rejected(result.rejection);
    if (result.events.length === 0) return unchanged(before);
    const expected = before.version < 0 ? 'no-stream' : before.version;
    try {
      const events = newEvents(change.commandId, result.events);
      const { position } = await appendSurely(change.store, change.stream, expected, events);
      return { before, position, events: result.events };
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      if (performance.now() >= deadline) {
        throw new Problem('conflict', {
          detail: 'It is being changed by others at the same time; repeat the request.',
        });
      }
      // A steady writer in step with us would be faster every time; a random pause ends that.
      await sleep(Math.random() * Math.min(2 ** decision, LONGEST_PAUSE_MS));
    }
  }
};

const unchanged = <View extends StreamEnd>(before: View): Committed<View, never> => {
  if (before.position === undefined) throw new Error('nothing was decided about a stream that does not exist');
  return { before, position: before.position, events: [] };
};
