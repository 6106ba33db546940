import { v4 } from 'uuid';
import { IdMismatch, StoreConflict } from './errors';
import type { AppendResult, EventStore, RecordedEvent } from './event-store.port';
import { comparePositions, formatPosition, ordinalIn } from './position';
import { pause } from './pause';
import { type PreparedAppend, type PreparedEvent, prepareAppend } from './prepared-append';
import { recordedEvent } from './recorded-event';

export interface InMemoryEventStoreOptions {
  /** A lower-case UUID; made if absent. */
  readonly logId?: string;
  /** How often a subscriber that has caught up looks again; default 25 ms. */
  readonly pollMs?: number;
  /** Most events of one look at the log; default 500. */
  readonly pageSize?: number;
}

/** The whole contract in one process's memory: for tests. */
export function createInMemoryEventStore(options: InMemoryEventStoreOptions = {}): EventStore {
  const { logId = v4(), pollMs = 25, pageSize = 500 } = options;
  const log: RecordedEvent[] = [];
  const streams = new Map<string, RecordedEvent[]>();
  const byId = new Map<string, RecordedEvent>();

  const store = (append: PreparedAppend): AppendResult => {
    const stream = streams.get(append.stream) ?? [];
    const known = append.events.find((event) => byId.has(event.id));
    if (known) return repeated(append, byId, known.id);
    const current = stream.length === 0 ? 'no-stream' : stream.length - 1;
    if (current !== append.expected) throw new StoreConflict(append.stream, append.expected, current);
    for (const event of append.events) {
      const recorded = recordedEvent({
        ...event,
        stream: append.stream,
        version: stream.length,
        position: formatPosition(logId, log.length + 1),
      });
      log.push(recorded);
      stream.push(recorded);
      byId.set(event.id, recorded);
    }
    streams.set(append.stream, stream);
    return resultOf(log.at(-1));
  };

  return {
    append: async (stream, expected, events) => store(prepareAppend(stream, expected, events)),
    async *read(stream, from = 0) {
      yield* (streams.get(stream) ?? []).slice(from);
    },
    async *subscribe({ streamPrefixes, after }, signal) {
      const wanted = ({ stream }: RecordedEvent) =>
        streamPrefixes.length === 0 || streamPrefixes.some((prefix) => stream.startsWith(prefix));
      let seen = after === undefined ? 0 : ordinalIn(after, logId, log.length);
      while (!signal.aborted) {
        const page = log.slice(seen, seen + pageSize);
        const caughtUp = seen + page.length === log.length;
        for (const event of page.filter(wanted)) {
          yield { kind: 'event', event };
          if (signal.aborted) return;
        }
        seen += page.length;
        yield { kind: caughtUp ? 'caught-up' : 'progress', position: formatPosition(logId, seen) };
        if (caughtUp && seen === log.length) await pause(pollMs, signal);
      }
    },
    head: async () => formatPosition(logId, log.length),
    compare: (a, b) => comparePositions(a, b, logId),
  };
}

function repeated(append: PreparedAppend, byId: ReadonlyMap<string, RecordedEvent>, knownId: string): AppendResult {
  const stored = append.events.map((event) => byId.get(event.id));
  const first = stored[0];
  const same = append.events.every((event, index) => {
    const twin = stored[index];
    return twin?.stream === append.stream && twin.version === (first?.version ?? 0) + index && sameEvent(event, twin);
  });
  if (!same) throw new IdMismatch(knownId);
  return resultOf(stored.at(-1));
}

function sameEvent(event: PreparedEvent, stored: RecordedEvent): boolean {
  return (
    event.type === stored.type &&
    Buffer.compare(event.dataBytes, stored.dataBytes) === 0 &&
    Buffer.compare(event.metadataBytes, stored.metadataBytes) === 0
  );
}

function resultOf(last: RecordedEvent | undefined): AppendResult {
  if (!last) throw new Error('an append has at least one event');
  return { position: last.position, version: last.version };
}
