/**
 * Remembers at most `capacity` loaded values, dropping the least recently used one. Concurrent calls for one key share
 * one load; a load that failed is forgotten, so that the next call tries again.
 */
export function createBoundedCache<T>(capacity: number, load: (key: string) => Promise<T>) {
  const entries = new Map<string, Promise<T>>();
  return {
    get(key: string): Promise<T> {
      const known = entries.get(key);
      if (known) {
        // A Map iterates in the order of insertion: putting it back makes it the youngest.
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const loading = load(key);
      entries.set(key, loading);
      loading.catch(() => {
        if (entries.get(key) === loading) entries.delete(key);
      });
      dropOldest();
      return loading;
    },
    get size() {
      return entries.size;
    },
  };

  function dropOldest() {
    while (entries.size > capacity) {
      const [oldest] = entries.keys();
      if (oldest === undefined) return;
      entries.delete(oldest);
    }
  }
}
