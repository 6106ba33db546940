/**
 * Shares reads without ever answering something older than the question: who asks while a read is under way gets the
 * next one, together with all others who ask meanwhile. So a thousand questions at once cost two reads.
 */
export const createLatestRead = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;

  const begin = (): Promise<T> => {
    const mine = read().finally(() => {
      if (current === mine) current = undefined;
    });
    current = mine;
    next = undefined;
    return mine;
  };
  return () => {
    if (!current) return begin();
    next ??= current.then(begin, begin);
    return next;
  };
};
