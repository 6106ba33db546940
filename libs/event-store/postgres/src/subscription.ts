import {
  type Delivery,
  formatPosition,
  ordinalIn,
  parsePosition,
  pause,
  type SubscribeOptions,
  unlessAborted,
} from '@latchkey/event-store';
import type { LogPage, PageRequest } from './look-at-log';

export interface SubscriptionSettings {
  readonly pageSize: number;
  readonly pollMs: number;
  readonly look: (request: PageRequest) => Promise<LogPage>;
}

/**
 * Polls. Positions are dense and become visible in order, so the next page is simply what comes after the last one. Every
 * look says which log it saw and how far that reaches: a log that was replaced or cut back under a running subscriber ends
 * the subscription with `UnknownPosition`. While there is more, the next page is read as the last one is handled; but only a
 * look that began when the consumer asked tells it that it has caught up.
 */
export async function* subscription(
  settings: SubscriptionSettings,
  { streamPrefixes, after }: SubscribeOptions,
  signal: AbortSignal,
): AsyncIterable<Delivery> {
  const { pageSize, pollMs } = settings;
  const look = (from: number) => settings.look({ after: from, streamPrefixes, pageSize });
  let position = after;
  let ahead: Promise<LogPage> | undefined;
  let nextPollAt = 0;
  while (!signal.aborted) {
    await pause(nextPollAt - performance.now(), signal);
    if (signal.aborted) return;
    nextPollAt = performance.now() + pollMs;
    const asked = ahead === undefined;
    const page = await unlessAborted(
      ahead ?? look(position === undefined ? 0 : parsePosition(position).ordinal),
      signal,
    );
    if (page === undefined) return;
    if (position !== undefined) ordinalIn(position, page.logId, page.head);
    const atHead = page.through === page.head;
    ahead = atHead ? undefined : look(page.through);
    // Whoever asks for it is told.
    ahead?.catch(() => undefined);
    for (const event of page.events) {
      yield { kind: 'event', event };
      if (signal.aborted) return;
    }
    position = formatPosition(page.logId, page.through);
    const caughtUp = atHead && asked;
    if (!caughtUp) nextPollAt = 0;
    yield { kind: caughtUp ? 'caught-up' : 'progress', position };
  }
}
