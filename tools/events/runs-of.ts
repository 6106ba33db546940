import { MAX_APPEND_BYTES, MAX_EVENTS_PER_APPEND, type RecordedEvent } from '@latchkey/event-store';

/** Neighbours in the log that are neighbours in one stream: they can be appended at once without changing the order. */
export async function* runsOf(events: AsyncIterable<RecordedEvent>): AsyncGenerator<readonly RecordedEvent[]> {
  let run: RecordedEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const size = event.dataBytes.length + event.metadataBytes.length;
    const fits =
      run[0]?.stream === event.stream && run.length < MAX_EVENTS_PER_APPEND && bytes + size <= MAX_APPEND_BYTES;
    if (!fits && run.length > 0) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}
