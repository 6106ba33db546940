import type { Position, RecordedEvent } from '@latchkey/event-store';
import { type PublishedRecord, toPublishedRecord, UnpublishableEvent } from '@latchkey/key-events';

export interface Mapped {
  /** Of all events, or of those before the first that cannot be published. */
  readonly records: readonly PublishedRecord[];
  /** Of the last event that has a record; undefined: there is none. */
  readonly through: Position | undefined;
  readonly held: UnpublishableEvent | undefined;
}

export const toRecords = (events: readonly RecordedEvent[]): Mapped => {
  const records: PublishedRecord[] = [];
  for (const event of events) {
    try {
      records.push(toPublishedRecord(event));
    } catch (error) {
      if (!(error instanceof UnpublishableEvent)) throw error;
      return { records, through: events[records.length - 1]?.position, held: error };
    }
  }
  return { records, through: events.at(-1)?.position, held: undefined };
};
