import { type EventStore, UnknownOutcome } from '@latchkey/event-store';

export interface FailingStore {
  readonly wrap: (store: EventStore) => EventStore;
  /** What becomes of appends to streams that begin so, from now on. */
  fail(streamPrefix: string, mode: FailureMode): void;
  heal(): void;
}

/** `before`: nothing is stored. `after`: it is stored, and nobody is told. `once-after`: the first time only. */
export type FailureMode = 'before' | 'after' | 'once-after';

/** An event store that stops answering at the worst moment, as if the process or the connection had died there. */
export const createFailingStore = (): FailingStore => {
  let failure: { readonly streamPrefix: string; readonly mode: FailureMode } | undefined;
  return {
    fail: (streamPrefix, mode) => {
      failure = { streamPrefix, mode };
    },
    heal: () => {
      failure = undefined;
    },
    wrap: (store) => ({
      append: async (stream, expected, events) => {
        const mode = failure && stream.startsWith(failure.streamPrefix) ? failure.mode : undefined;
        if (mode === 'before') throw new Error('the process died before the append');
        const result = await store.append(stream, expected, events);
        if (mode === 'once-after') failure = undefined;
        if (mode === 'once-after') throw new UnknownOutcome('the connection was lost');
        if (mode === 'after') throw new Error('the process died after the append');
        return result;
      },
      read: (stream, from) => store.read(stream, from),
      subscribe: (options, signal) => store.subscribe(options, signal),
      head: () => store.head(),
      compare: (a, b) => store.compare(a, b),
    }),
  };
};
