import { createVersionCheck } from './version-check';

/** Each stream's events in turn. */
const fill = (kept: number, streams: number, skipped?: number) => {
  const check = createVersionCheck(kept);
  let ordinal = 0;
  for (let version = 0; version < 5; version++) {
    for (let stream = 0; stream < streams; stream++) {
      ordinal++;
      if (ordinal !== skipped) check.add(`apikey-${stream}`, version, ordinal);
    }
  }
  return check.finish();
};

// Kept in memory, and written to files every hundred events.
describe.each([1_000_000, 100])('with %s events in memory', (kept) => {
  test('versions that count from 0 without a gap are right', () => expect(fill(kept, 300)).toBeUndefined());

  test('the event behind a gap is told, and which version is due', () => {
    expect(fill(kept, 300, 450)).toEqual({ ordinal: 750, expected: 1 });
  });
});
