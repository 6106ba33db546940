/** Forgets what was not used for the longest time when it holds more than `max`. */
export const createLruMap = <Key, Value>(max: number) => {
  const entries = new Map<Key, Value>();
  return {
    get(key: Key): Value | undefined {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      // A Map iterates in the order of insertion.
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key: Key, value: Value): void {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= max) return;
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
    },
    clear: (): void => entries.clear(),
    get size(): number {
      return entries.size;
    },
  };
};
