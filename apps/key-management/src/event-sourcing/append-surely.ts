import {
  type AppendResult,
  type EventStore,
  type ExpectedVersion,
  type NewEvent,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 20;
/** No new attempt after this; with the store's own deadline the whole stays well within an idempotency record's lease. */
const BUDGET_MS = 6_000;

/**
 * Repeats an append of unknown outcome with the same ids and bytes, which is harmless, until the store says what became
 * of it. Rejects like `append`; with `UnknownOutcome` only when the time is used up. Once an outcome was unknown, "cannot be
 * reached" says nothing about the attempt before it, and is unknown as well.
 */
export const appendSurely = async (
  store: Pick<EventStore, 'append'>,
  stream: string,
  expected: ExpectedVersion,
  events: readonly NewEvent[],
  budgetMs = BUDGET_MS,
): Promise<AppendResult> => {
  const deadline = performance.now() + budgetMs;
  let unknown: UnknownOutcome | undefined;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 3) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (error instanceof UnknownOutcome) unknown = error;
      else if (!unknown || !(error instanceof StoreUnavailable)) throw error;
      if (performance.now() + pauseMs > deadline) throw unknown;
      await sleep(pauseMs * (0.5 + Math.random() / 2));
    }
  }
};
