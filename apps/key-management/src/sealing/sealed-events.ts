import { parsePosition, type RecordedEvent } from '@latchkey/event-store';
import { effectiveTime, isoTime, timeOf } from '@latchkey/replay';
import { NotAsSealed } from '@latchkey/sealer';
import { parsePublicLine, publicLine, type PublicEvent } from '@latchkey/seals';
import type { AuditEntry } from '../audit/audit-index';

/** Where the first of them comes: after how many, and when. */
export interface Before {
  readonly ordinal: number;
  readonly effectiveMs: number | null;
}

/** Events that follow each other, numbered, as lines. `effectiveMs` of events that were numbered before means nothing. */
export const sealedEvents = (before: Before, events: readonly RecordedEvent[]): AuditEntry[] => {
  let { effectiveMs } = before;
  return events.map((event, at) => {
    const ordinal = before.ordinal + 1 + at;
    const line = publicLine(ordinal, event);
    // One whose time cannot be read counts as of the one before it.
    const ownMs = timeOf(event.metadata) ?? effectiveMs ?? 0;
    effectiveMs = effectiveTime(effectiveMs, ownMs);
    return {
      ordinal,
      effectiveAt: isoTime(effectiveMs),
      event: publicEvent(ordinal, event, line),
      position: event.position,
      line,
    };
  });
};

/** In PostgreSQL a position is the event's number: one that is missing was there. */
export const requireDense = (sealed: readonly AuditEntry[]): void => {
  for (const { ordinal, position } of sealed) {
    if (parsePosition(position).ordinal !== ordinal) throw new NotAsSealed(`the log events has no ordinal ${ordinal}`);
  }
};

/** Only a key's first event has something in it that is not shown; the others need not be read a second time. */
const publicEvent = (ordinal: number, event: RecordedEvent, line: Uint8Array): PublicEvent => {
  if (event.type === 'KeyCreated') return parsePublicLine(line);
  const { stream, version, id, type, data, metadata } = event;
  return { ordinal, stream, version, id, type, data, metadata };
};
