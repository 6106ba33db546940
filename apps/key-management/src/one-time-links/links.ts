import { Problem } from '@latchkey/platform';
import type { OneTimeLink } from './one-time-link';

export interface Links {
  /** Throws 409 `conflict` where nobody knows the dashboard's address: ask before anything is changed. */
  to(kind: OneTimeLink['kind'], token: string): string;
}

const PAGES = { invitation: 'invitation', password_reset: 'password-reset' } as const;

/** The token is in the fragment, which browsers do not send: it reaches no server's log. */
export const createLinks = (dashboardUrl: () => string | undefined): Links => ({
  to: (kind, token) => {
    const base = dashboardUrl();
    if (base === undefined)
      throw new Problem('conflict', { detail: 'Links cannot be made: DASHBOARD_URL is not set.' });
    return `${base}/${PAGES[kind]}#${token}`;
  },
});
