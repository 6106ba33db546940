import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type CreatedKey } from '../../keys/key.types';

interface MadeKey {
  readonly made: CreatedKey | null;
  readonly show: (key: CreatedKey) => void;
  readonly forget: () => void;
}

/** The key just made, with its secret, until the page is left: also by the browser, which may keep the page to come back to. */
export function useMadeKey(): MadeKey {
  const [made, setMade] = useState<CreatedKey | null>(null);
  const forget = useCallback(() => setMade(null), []);
  useEffect(() => {
    const onHide = (): void => flushSync(forget);
    addEventListener('pagehide', onHide);
    return () => removeEventListener('pagehide', onHide);
  }, [forget]);
  return { made, show: setMade, forget };
}
