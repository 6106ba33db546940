import { createStore, type Store } from './store';

/** Something that must happen before requests may go on: they wait for it instead of failing, so nothing typed is lost. */
export interface Gate {
  /** Whether somebody is waiting for it to open. */
  readonly closed: Store<boolean>;
  /** How often it was opened; a request sent before the last opening need only be sent again. */
  readonly openings: () => number;
  /** Closes the gate; resolves when it is opened, rejects with `refusal` or when `signal` aborts. */
  readonly wait: (signal?: AbortSignal) => Promise<void>;
  readonly open: () => void;
  readonly refuse: (refusal: Error) => void;
}

export function createGate(): Gate {
  const closed = createStore(false);
  let openings = 0;
  let settle: PromiseWithResolvers<void> | null = null;

  const finish = (): PromiseWithResolvers<void> | null => {
    const waiting = settle;
    settle = null;
    closed.set(false);
    return waiting;
  };

  return {
    closed,
    openings: () => openings,
    async wait(signal) {
      settle ??= Promise.withResolvers<void>();
      closed.set(true);
      await (signal ? orAborted(settle.promise, signal) : settle.promise);
    },
    open() {
      openings += 1;
      finish()?.resolve();
    },
    refuse: (refusal) => finish()?.reject(refusal),
  };
}

function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
