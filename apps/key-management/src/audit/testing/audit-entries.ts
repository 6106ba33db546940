import { canonicalJson, type JsonObject, type Position } from '@latchkey/event-store';
import { effectiveTime, isoTime, type ReplayedEvent, timeOf } from '@latchkey/replay';
import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '../audit-index';

const LOG_ID = '10000000-0000-4000-8000-0000000000aa';
export const positionOf = (ordinal: number): Position => `${LOG_ID}:${String(ordinal).padStart(16, '0')}` as Position;

/** The events of a log as whoever follows it hands them over. */
export function auditEntries(events: readonly ReplayedEvent[]): AuditEntry[] {
  let effectiveMs: number | null = null;
  return events.map(({ ordinal, stream, type, data, metadata }): AuditEntry => {
    effectiveMs = effectiveTime(effectiveMs, timeOf(metadata) ?? 0);
    // Made of JSON values by the tests themselves.
    const body = { data: data as JsonObject, metadata: metadata as JsonObject };
    const event = { ordinal, stream, version: 0, id: randomUUID(), type, ...body };
    return {
      ordinal,
      effectiveAt: isoTime(effectiveMs),
      event,
      position: positionOf(ordinal),
      line: canonicalJson(event),
    };
  });
}
