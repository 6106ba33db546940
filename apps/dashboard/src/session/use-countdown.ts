import { useEffect, useState } from 'react';

/** Seconds that are left of `seconds`, counted from when `since` (an error, say) changed; 0 afterwards. */
export function useCountdown(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const count = (): void => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    count();
    if (seconds <= 0) return;
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
