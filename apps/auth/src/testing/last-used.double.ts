import type { KeyUses, LastUsedStore } from '../last-used/last-used.port';

export interface LastUsedDouble extends LastUsedStore {
  /** What it was given, call by call. */
  readonly written: KeyUses[];
  /** What `write` does before it takes anything; rejecting is an outage. */
  behave(before: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Keeps what it is given, and has no list. */
export function createLastUsedDouble(): LastUsedDouble {
  const written: KeyUses[] = [];
  let before = async (): Promise<void> => undefined;
  return {
    written,
    behave: (next) => {
      before = next;
    },
    write: async (uses) => {
      await before();
      written.push(uses);
    },
    changesAfter: () => Promise.reject(new Error('this double has no list')),
    close: async () => undefined,
  };
}
