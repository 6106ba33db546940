/** Settings; product.md has no numbers. */
export interface SessionLifetimes {
  /** Without anything that a person did. */
  readonly idleMs: number;
  /** Since the sign-in, whatever is done. */
  readonly absoluteMs: number;
  /** How long a password that was given counts as fresh. */
  readonly freshMs: number;
}

export interface SessionTimes {
  readonly signedInAt: Date;
  readonly confirmedAt: Date;
  readonly lastSeenAt: Date;
}

export interface SessionEnds {
  readonly freshUntil: Date;
  readonly idleExpiresAt: Date;
  readonly expiresAt: Date;
}

export const sessionEnds = (
  { signedInAt, confirmedAt, lastSeenAt }: SessionTimes,
  { idleMs, absoluteMs, freshMs }: SessionLifetimes,
): SessionEnds => {
  const expiresAt = after(signedInAt, absoluteMs);
  const idleEnd = after(lastSeenAt, idleMs);
  return {
    freshUntil: after(confirmedAt, freshMs),
    idleExpiresAt: idleEnd < expiresAt ? idleEnd : expiresAt,
    expiresAt,
  };
};

/** A session is over from its end on. */
export const isAlive = ({ idleExpiresAt }: SessionEnds, now: Date): boolean => now < idleExpiresAt;

/** Not at each request: a write a minute is enough, and with a short idle expiry a tenth of it. */
export const isDueToBeSeen = ({ lastSeenAt }: SessionTimes, { idleMs }: SessionLifetimes, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= Math.min(60_000, idleMs / 10);

const after = (time: Date, ms: number): Date => new Date(time.getTime() + ms);
