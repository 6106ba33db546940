/** Whether the user of this page is signed in after all. */
export type SessionCheck = (signal: AbortSignal) => Promise<boolean>;

let current: SessionCheck = async () => false;

export const isStillSignedIn: SessionCheck = (signal) => current(signal);

/** Set by those who know the session, which need these calls themselves. */
export function checkSessionsWith(check: SessionCheck): void {
  current = check;
}
