import { type Delivery, pause, type SubscribeOptions, UnknownPosition, unlessAborted } from '@latchkey/event-store';
import { formatEsdbPosition, type LogPoint, pointIn } from './esdb-position';
import { BEGINNING, type LogCursor, type LogPage } from './log-reader';
import { isEvent, isOurs, LOG_STREAM, storedEvent } from './stored-event';

export interface SubscriptionSettings {
  readonly pollMs: number;
  /** `now`: not what was known up to a second ago. */
  readonly logId: (now?: boolean) => Promise<string>;
  readonly look: (cursor: LogCursor, tail: LogPoint | undefined) => Promise<LogPage>;
}

/**
 * Polls, see docs/adr/0009. The cursor moves over every record, the position that is handed out only to those of ours: the
 * server's own are deleted in time, and a checkpoint must stay where something is.
 */
export async function* subscription(
  { pollMs, logId, look }: SubscriptionSettings,
  { streamPrefixes, after }: SubscribeOptions,
  signal: AbortSignal,
): AsyncIterable<Delivery> {
  const wanted = (stream: string) =>
    streamPrefixes.length === 0 || streamPrefixes.some((prefix) => stream.startsWith(prefix));
  const requireSameLog = async (id: string) => {
    if ((await logId(true)) !== id) throw new UnknownPosition('the log was given a new id');
  };
  let position = after;
  let cursor: LogCursor | undefined;
  let tail: LogPoint | undefined;
  let nextPollAt = 0;
  while (!signal.aborted) {
    await pause(nextPollAt - performance.now(), signal);
    if (signal.aborted) return;
    nextPollAt = performance.now() + pollMs;
    const found = await unlessAborted(
      (async () => {
        const id = await logId();
        const reached = position === undefined ? BEGINNING : pointIn(position, id);
        const page = await look(cursor ?? { point: reached }, tail);
        if (page.records.some(({ stream }) => stream === LOG_STREAM)) await requireSameLog(id);
        return { id, page, reached };
      })(),
      signal,
    );
    if (found === undefined) return;
    const { id, page, reached } = found;
    for (const record of page.records) {
      if (!isEvent(record) || !wanted(record.stream)) continue;
      yield { kind: 'event', event: storedEvent(record, id) };
      if (signal.aborted) return;
    }
    ({ cursor, tail } = page);
    position = formatEsdbPosition(id, page.records.findLast(isOurs)?.point ?? reached);
    if (!page.caughtUp) nextPollAt = 0;
    yield { kind: page.caughtUp ? 'caught-up' : 'progress', position };
  }
}
