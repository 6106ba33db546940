import { StoreUnavailable } from '@latchkey/event-store';

export interface BatcherOptions {
  /** Most requests of one call. */
  readonly maxBatch: number;
  /** Most calls at once; while they are under way, requests gather. */
  readonly maxInFlight: number;
  /** Most requests that wait for a call; one more is refused at once. */
  readonly maxQueue: number;
  /** How long a request waits for its answer at most, queueing included. */
  readonly deadlineMs: number;
  /** What is asked for, in the plural, for error messages. */
  readonly what: string;
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  /** By `performance.now()`. */
  readonly deadline: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

/**
 * All requests of one turn of the event loop become one call, which begins after all of them. `run` answers each, in their
 * order, until `deadline`. What is returned rejects with `StoreUnavailable` only.
 */
export function createBatcher<Request, Answer>(
  options: BatcherOptions,
  run: (batch: readonly Request[], deadline: number) => Promise<readonly Answer[]>,
): (request: Request) => Promise<Answer> {
  // A set, so that who gives up leaves it at no cost.
  const waiting = new Set<Waiting<Request, Answer>>();
  let inFlight = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (waiting.size > 0 && inFlight < options.maxInFlight) {
        inFlight++;
        void call(take()).finally(() => {
          inFlight--;
          if (waiting.size > 0) schedule();
        });
      }
    });
  };

  const take = (): readonly Waiting<Request, Answer>[] => {
    const batch: Waiting<Request, Answer>[] = [];
    for (const entry of waiting) {
      if (batch.length === options.maxBatch) break;
      waiting.delete(entry);
      batch.push(entry);
    }
    return batch;
  };

  const call = async (batch: readonly Waiting<Request, Answer>[]): Promise<void> => {
    try {
      const deadline = batch.at(-1)?.deadline ?? 0;
      const answers = await run(
        batch.map(({ request }) => request),
        deadline,
      );
      if (answers.length !== batch.length) throw new Error('as many answers as requests are needed');
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer)); // of the same length, see above
    } catch (cause) {
      const error =
        cause instanceof StoreUnavailable
          ? cause
          : new StoreUnavailable(`${options.what} cannot be had from the event store`, { cause });
      batch.forEach(({ reject }) => reject(error));
    }
  };

  return (request) => {
    if (waiting.size >= options.maxQueue) {
      return Promise.reject(new StoreUnavailable(`too many ${options.what} are waited for`));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(entry);
        reject(new StoreUnavailable(`the event store had no ${options.what} in time`));
      }, options.deadlineMs);
      const entry: Waiting<Request, Answer> = {
        request,
        deadline: performance.now() + options.deadlineMs,
        resolve: (answer) => (clearTimeout(timer), resolve(answer)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      };
      waiting.add(entry);
      schedule();
    });
  };
}
