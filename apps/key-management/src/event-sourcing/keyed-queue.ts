import { Problem } from '@latchkey/platform';

export interface KeyedQueueOptions {
  /** Most that are under way or wait under one name; one more is 503 `overloaded` at once. Default 256. */
  readonly maxLength?: number;
  /** Work whose turn comes later is not begun any more: 503 `overloaded`. Default 5,000. */
  readonly maxWaitMs?: number;
}

interface Tail {
  readonly last: Promise<unknown>;
  readonly length: number;
}

/**
 * Work under the same name runs one after the other, under different names at once. It saves writers of one stream in
 * this process from conflicting with each other; between processes the expected version decides.
 */
export const createKeyedQueue = ({ maxLength = 256, maxWaitMs = 5_000 }: KeyedQueueOptions = {}) => {
  const tails = new Map<string, Tail>();

  const leave = (name: string): void => {
    const tail = tails.get(name);
    if (!tail) return;
    if (tail.length === 1) tails.delete(name);
    else tails.set(name, { ...tail, length: tail.length - 1 });
  };

  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const { last, length } = tails.get(name) ?? { last: Promise.resolve(), length: 0 };
    if (length >= maxLength) throw new Problem('overloaded');
    const deadlineMs = performance.now() + maxWaitMs;
    const begin = (): Promise<T> => {
      if (performance.now() > deadlineMs) throw new Problem('overloaded');
      return work();
    };
    const mine = last.then(begin, begin);
    tails.set(name, { last: mine, length: length + 1 });
    try {
      return await mine;
    } finally {
      leave(name);
    }
  };
};
