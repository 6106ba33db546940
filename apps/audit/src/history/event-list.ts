import type { JsonObject } from '@latchkey/event-store';
import type { Table } from '../output/result';
import { describeEvent } from './describe-event';
import { isoTime, type TimedEvent } from './walk-log';

/** An event as `--json` shows it. `data` is the public form. */
export const eventJson = ({ event, effectiveMs }: TimedEvent) => ({
  ordinal: event.ordinal,
  effective_at: isoTime(effectiveMs),
  time: textIn(event.metadata, 'time'),
  id: event.id,
  stream: event.stream,
  version: event.version,
  type: event.type,
  actor: event.metadata['actor'] ?? null,
  request_id: textIn(event.metadata, 'correlationId'),
  data: event.data,
});

export function eventTable(title: string, events: readonly TimedEvent[]): Table {
  return {
    title,
    columns: ['event', 'effective time', 'own clock', 'type', 'by', 'what', 'stream', 'version'],
    rows: events.map(({ event, effectiveMs }) => {
      const effective = isoTime(effectiveMs);
      const own = textIn(event.metadata, 'time');
      const { ordinal, type, stream, version } = event;
      return [
        ordinal,
        effective,
        own === effective ? null : own,
        type,
        actorText(event.metadata),
        describeEvent(event),
        stream,
        version,
      ];
    }),
  };
}

function actorText(metadata: JsonObject): string {
  const { actor } = metadata;
  if (typeof actor !== 'object' || actor === null || Array.isArray(actor)) return '';
  const { type, id } = actor as JsonObject;
  return `${String(type)} ${String(id)}`;
}

function textIn(object: JsonObject, member: string): string | null {
  const value = object[member];
  return typeof value === 'string' ? value : null;
}
