import fc from 'fast-check';
import { isAlive, isDueToBeSeen, sessionEnds } from './session.lifetimes';

const MINUTE = 60_000;
const lifetimes = { idleMs: 30 * MINUTE, absoluteMs: 12 * 60 * MINUTE, freshMs: 15 * MINUTE };
const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1) + minutes * MINUTE);
const session = { signedInAt: at(0), confirmedAt: at(10), lastSeenAt: at(20) };

test('a session ends so long after it was last seen, its freshness so long after the password', () => {
  expect(sessionEnds(session, lifetimes)).toEqual({ freshUntil: at(25), idleExpiresAt: at(50), expiresAt: at(720) });
});

test('whatever is done in it, it ends so long after the sign-in', () => {
  const busy = { ...session, lastSeenAt: at(710) };
  expect(sessionEnds(busy, lifetimes)).toMatchObject({ idleExpiresAt: at(720), expiresAt: at(720) });
});

test('it is over at its end, not after it', () => {
  const ends = sessionEnds(session, lifetimes);
  expect([isAlive(ends, new Date(at(50).getTime() - 1)), isAlive(ends, at(50))]).toEqual([true, false]);
});

test('being seen is written once a minute, or after a tenth of a short idle time', () => {
  const due = (idleMs: number, minutes: number) => isDueToBeSeen(session, { ...lifetimes, idleMs }, at(20 + minutes));
  expect([due(30 * MINUTE, 0.99), due(30 * MINUTE, 1), due(MINUTE, 0.09), due(MINUTE, 0.1)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('however it is used, it never ends later than either limit allows', () => {
  const minutes = fc.integer({ min: 0, max: 2_000 });
  fc.assert(
    fc.property(minutes, minutes, (seen, now) => {
      const alive = isAlive(sessionEnds({ ...session, lastSeenAt: at(seen) }, lifetimes), at(now));
      expect(alive).toBe(now < 720 && now < seen + 30);
    }),
  );
});
