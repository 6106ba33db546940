/**
 * Where to go after signing in: only a path of our own. Anything that a browser could read as another origin, or that is
 * no path at all, leads to the start page.
 */
export function ownPath(next: string | undefined, origin: string): string {
  if (next === undefined || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/';
  const url = URL.parse(next, origin);
  if (url?.origin !== origin) return '/';
  // Where dots in the path have made a new `//`, the browser would take it for another origin's.
  const path = url.pathname + url.search + url.hash;
  return path.startsWith('//') || url.pathname === '/sign-in' ? '/' : path;
}
