import type { CallOutcome } from './call-outcome';
import { ageMs, now, type Clock, type Instant } from './clock';
import { unavailable, type Answer, type Check } from './verdict';

export interface CheckQueueOptions {
  readonly maxQueue: number;
  readonly maxBatch: number;
  readonly maxInFlight: number;
  readonly deadlineMs: number;
  readonly maxAllowAgeMs: number;
  readonly clock: Clock;
  /** Must not reject. The signal aborts when no check of the call waits for an answer any more. */
  readonly send: (checks: readonly Check[], budgetMs: number, signal: AbortSignal) => Promise<CallOutcome>;
}

export interface CheckQueue {
  ask(check: Check): Promise<Answer>;
  waiting(): number;
  close(): void;
}

interface Pending {
  readonly check: Check;
  readonly askedAt: Instant;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (answer: Answer) => void;
  call: Call | null;
  settled: boolean;
}

interface Call {
  readonly abort: AbortController;
  open: number;
}

/**
 * Gathers the checks of one turn of the event loop into one call. Every check ends by its own deadline, whatever becomes
 * of the call it is in; at most `maxQueue` wait, at most `maxInFlight` calls are on their way. A check that arises while
 * a call is on its way goes with a later one: that call may have been decided before the check was asked.
 */
export function createCheckQueue(options: CheckQueueOptions): CheckQueue {
  const { maxQueue, maxBatch, maxInFlight, deadlineMs, maxAllowAgeMs, clock, send } = options;
  const waiting = new Set<Pending>();
  const calls = new Set<Call>();
  const inFlight = new Set<Pending>();
  let flushScheduled = false;
  let closed = false;

  function ask(check: Check): Promise<Answer> {
    if (closed) return Promise.resolve(unavailable('closed'));
    if (waiting.size >= maxQueue) return Promise.resolve(unavailable('queue_full'));
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(pending, unavailable('deadline')), deadlineMs);
      const pending: Pending = { check, askedAt: now(clock), timer, resolve, call: null, settled: false };
      waiting.add(pending);
      scheduleFlush();
    });
  }

  // setImmediate and not a microtask: it runs after all sockets that were readable in this turn have been read.
  function scheduleFlush(): void {
    if (flushScheduled) return;
    flushScheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    flushScheduled = false;
    while (waiting.size > 0 && calls.size < maxInFlight) void dispatch(takeBatch());
  }

  function takeBatch(): Pending[] {
    const batch: Pending[] = [];
    for (const pending of waiting) {
      if (batch.length === maxBatch) break;
      waiting.delete(pending);
      batch.push(pending);
    }
    return batch;
  }

  async function dispatch(batch: readonly Pending[]): Promise<void> {
    const call: Call = { abort: new AbortController(), open: batch.length };
    calls.add(call);
    for (const pending of batch) {
      pending.call = call;
      inFlight.add(pending);
    }
    const outcome = await send(
      batch.map((pending) => pending.check),
      budgetMs(batch),
      call.abort.signal,
    );
    calls.delete(call);
    for (const [index, pending] of batch.entries()) {
      // The call is over: there is nothing left to abort, and an abort costs a DOMException.
      pending.call = null;
      const answer = outcome.ok ? outcome.answers[index] : unavailable(outcome.reason);
      settle(pending, answer ?? unavailable('bad_answer'));
    }
    if (waiting.size > 0) scheduleFlush();
  }

  /** The last one asked has the most time left; the others are ended by their own timers. */
  const budgetMs = (batch: readonly Pending[]): number => {
    const last = batch.at(-1);
    return last === undefined ? 0 : Math.max(0, deadlineMs - (clock.monotonicMs() - last.askedAt.monotonicMs));
  };

  function settle(pending: Pending, answer: Answer): void {
    if (pending.settled) return;
    pending.settled = true;
    clearTimeout(pending.timer);
    waiting.delete(pending);
    inFlight.delete(pending);
    if (pending.call !== null) {
      pending.call.open -= 1;
      if (pending.call.open === 0) pending.call.abort.abort();
    }
    const tooOld = answer.verdict === 'allow' && ageMs(pending.askedAt, clock) > maxAllowAgeMs;
    pending.resolve(tooOld ? unavailable('stale') : answer);
  }

  function close(): void {
    closed = true;
    for (const pending of [...waiting, ...inFlight]) settle(pending, unavailable('closed'));
  }

  return { ask, waiting: () => waiting.size, close };
}
