import { createStore } from '../api/store';

/** The one-time token of the link by which somebody came, in memory alone. */
export const linkToken = createStore<string | null>(null);

const PATHS = new Set(['/invitation', '/password-reset']);

/** Takes the token out of the address before anything else sees it; also when another link is opened in the same tab. */
export function takeLinkTokens(): void {
  const take = (): void => {
    const token = location.hash.slice(1);
    if (!PATHS.has(location.pathname) || token === '') return;
    history.replaceState(null, '', location.pathname);
    linkToken.set(token);
  };
  take();
  addEventListener('hashchange', take);
}
