import { useCallback, useEffect, useState } from 'react';
import { useStore } from '../api/store';
import { linkToken } from './link-token';
import { lookUpLink } from './session.calls';
import { type OneTimeLink } from './session.types';

export type LinkState =
  | { readonly status: 'loading' }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly status: 'found'; readonly token: string; readonly link: OneTimeLink };

/** What the link is for. Asked for outside any cache: the token is as good as a password. */
export function useOneTimeLink(): LinkState {
  const token = useStore(linkToken);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<LinkState>({ status: 'loading' });
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    if (token === null) return setState({ status: 'missing' });
    let current = true;
    setState({ status: 'loading' });
    lookUpLink(token).then(
      (link) => current && setState({ status: 'found', token, link }),
      (error: unknown) => current && setState({ status: 'failed', error, retry }),
    );
    return () => {
      current = false;
    };
  }, [token, attempt, retry]);

  return state;
}
