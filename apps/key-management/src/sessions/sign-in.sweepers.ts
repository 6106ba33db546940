import type { Clock } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import sweepLinks from '../one-time-links/sql/sweep-links.sql';
import type { Sweeper } from '../sweep';
import sweepBuckets from '../throttling/sql/sweep-throttle-buckets.sql';
import type { SessionLifetimes } from './session.lifetimes';
import sweepDevices from './sql/sweep-devices.sql';
import sweepSessions from './sql/sweep-sessions.sql';

/** Nothing depends on them: what has expired counts for nothing whether it is still there or not. */
export const signInSweepers = (pool: Pool, { idleMs, absoluteMs }: SessionLifetimes, clock: Clock): Sweeper[] => {
  const run = async (text: string, values: readonly unknown[]): Promise<number> =>
    (await pool.query(text, [...values])).rowCount ?? 0;
  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
  return [
    { what: 'sessions', sweep: (limit) => run(sweepSessions, [ago(idleMs), ago(absoluteMs), limit]) },
    { what: 'known devices', sweep: (limit) => run(sweepDevices, [clock.now(), limit]) },
    { what: 'one-time links', sweep: (limit) => run(sweepLinks, [clock.now(), limit]) },
    { what: 'counted attempts', sweep: (limit) => run(sweepBuckets, [clock.now(), limit]) },
  ];
};
