import type { EventStore } from '@latchkey/event-store';

export interface SwitchableStore extends EventStore {
  /** From now on every call goes to this store, as when a database was restored: subscriptions begin anew. */
  switchTo(store: EventStore): void;
  /** Holds deliveries back, after as many as are let through. */
  hold(letThrough: number): void;
  release(): void;
  calls(): number;
}

/** A store that can be replaced, held up, and asked how often it was used. */
export function createSwitchableStore(first: EventStore): SwitchableStore {
  let store = first;
  let cut = new AbortController();
  let gate: { readonly opened: Promise<void>; readonly open: () => void; left: number } | null = null;
  let calls = 0;

  return {
    append: (...args) => (calls++, store.append(...args)),
    read: (...args) => (calls++, store.read(...args)),
    head: () => (calls++, store.head()),
    compare: (a, b) => store.compare(a, b),
    async *subscribe(options, signal) {
      calls += 1;
      for await (const delivery of store.subscribe(options, AbortSignal.any([signal, cut.signal]))) {
        if (gate !== null && gate.left-- <= 0) await gate.opened;
        yield delivery;
      }
    },
    switchTo: (next) => {
      store = next;
      cut.abort();
      cut = new AbortController();
    },
    hold: (left) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = { opened: promise, open: resolve, left };
    },
    release: () => {
      gate?.open();
      gate = null;
    },
    calls: () => calls,
  };
}
