/**
 * Work under the same name runs one after the other, under different names at once. It saves writers of one stream in
 * this process from conflicting with each other; between processes the expected version decides.
 */
export const createKeyedQueue = () => {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    tails.set(name, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(name) === mine) tails.delete(name);
    }
  };
};
