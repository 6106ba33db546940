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
 * the subscription with `UnknownPosition`.
 */
export async function* subscription(
  settings: SubscriptionSettings,
  { streamPrefixes, after }: SubscribeOptions,
  signal: AbortSignal,
): AsyncIterable<Delivery> {
  const { pageSize, pollMs, look } = settings;
  let position = after;
  let nextPollAt = 0;
  while (!signal.aborted) {
    await pause(nextPollAt - performance.now(), signal);
    if (signal.aborted) return;
    nextPollAt = performance.now() + pollMs;
    const page = await unlessAborted(
      look({ after: position === undefined ? 0 : parsePosition(position).ordinal, streamPrefixes, pageSize }),
      signal,
    );
    if (page === undefined) return;
    if (position !== undefined) ordinalIn(position, page.logId, page.head);
    for (const event of page.events) {
      yield { kind: 'event', event };
      if (signal.aborted) return;
    }
    position = formatPosition(page.logId, page.through);
    const caughtUp = page.through === page.head;
    if (!caughtUp) nextPollAt = 0;
    yield { kind: caughtUp ? 'caught-up' : 'progress', position };
  }
}
