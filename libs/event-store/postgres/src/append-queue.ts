import { type AppendResult, type PreparedAppend, StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';

export interface WaitingAppend {
  readonly append: PreparedAppend;
  /** When its caller gives up, by `performance.now()`. */
  readonly deadline: number;
  readonly isSettled: () => boolean;
  /** From now on its outcome is not known until the store says so. */
  readonly sent: () => void;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

export interface AppendQueueOptions {
  /** Most appends in one call. */
  readonly maxBatch: number;
  /** Most bytes of events in one call, unless a single append has more. */
  readonly maxBatchBytes: number;
  /** Most appends that wait; one more is refused at once. */
  readonly maxQueue: number;
  /** Most calls at once. They would only wait for each other in the server: 1 is right but for comparisons. */
  readonly maxInFlight: number;
  readonly deadlineMs: number;
}

/** How far behind the first waiting append a batch looks for appends to other streams. */
const LOOK_AHEAD = 1_000;

/**
 * While a call is under way, appends gather; the next call takes as many as it may, at most one for each stream, in the
 * order in which they came. `run` settles every append of its batch and never rejects.
 */
export function createAppendQueue(
  options: AppendQueueOptions,
  run: (batch: readonly WaitingAppend[]) => Promise<void>,
) {
  let waiting: WaitingAppend[] = [];
  let inFlight = 0;
  let scheduled = false;
  let idle: (() => void) | undefined;

  // After the current turn of the event loop, so that what its callbacks append goes in one call.
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      pump();
    });
  };

  const pump = () => {
    while (inFlight < options.maxInFlight) {
      const { batch, rest } = takeBatch(waiting, options);
      waiting = rest;
      if (batch.length === 0) break;
      inFlight++;
      void run(batch).finally(() => {
        inFlight--;
        schedule();
      });
    }
    if (inFlight === 0 && waiting.length === 0) idle?.();
  };

  return {
    push(append: PreparedAppend): Promise<AppendResult> {
      if (waiting.length >= options.maxQueue) {
        return Promise.reject(new StoreUnavailable('too many appends are waiting; nothing was stored'));
      }
      return new Promise((resolve, reject) => {
        waiting.push(waitingAppend(append, options.deadlineMs, resolve, reject));
        schedule();
      });
    },
    /** Resolves when nothing waits and nothing is under way. */
    drained(): Promise<void> {
      return new Promise((resolve) => {
        idle = resolve;
        schedule();
      });
    },
  };
}

function waitingAppend(
  append: PreparedAppend,
  deadlineMs: number,
  resolve: (result: AppendResult) => void,
  reject: (error: Error) => void,
): WaitingAppend {
  let settled = false;
  let sent = false;
  const settle =
    <T>(how: (value: T) => void) =>
    (value: T) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      how(value);
    };
  const entry: WaitingAppend = {
    append,
    deadline: performance.now() + deadlineMs,
    isSettled: () => settled,
    sent: () => (sent = true),
    resolve: settle(resolve),
    reject: settle(reject),
  };
  const timer = setTimeout(
    () =>
      entry.reject(
        sent
          ? new UnknownOutcome('the event store did not answer in time')
          : new StoreUnavailable('the event store had no time for the append; nothing was stored'),
      ),
    deadlineMs,
  );
  return entry;
}

function takeBatch(waiting: readonly WaitingAppend[], options: AppendQueueOptions) {
  const batch: WaitingAppend[] = [];
  const later: WaitingAppend[] = [];
  const streams = new Set<string>();
  let bytes = 0;
  let index = 0;
  for (; index < waiting.length && index < LOOK_AHEAD && batch.length < options.maxBatch; index++) {
    const entry = waiting[index];
    if (!entry || entry.isSettled()) continue;
    const size = sizeOf(entry.append);
    if (batch.length > 0 && bytes + size > options.maxBatchBytes) break;
    if (streams.has(entry.append.stream)) {
      later.push(entry);
      continue;
    }
    streams.add(entry.append.stream);
    batch.push(entry);
    bytes += size;
  }
  return { batch, rest: later.concat(waiting.slice(index)) };
}

function sizeOf({ events }: PreparedAppend): number {
  return events.reduce((sum, { dataBytes, metadataBytes }) => sum + dataBytes.length + metadataBytes.length, 0);
}
