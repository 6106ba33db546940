import { createTimeFormat, readersLocale } from './time-format';

const format = createTimeFormat('en-GB', 'Europe/Paris');
const NOW = new Date('2026-03-12T12:00:00Z');
const before = (ms: number): Date => new Date(NOW.getTime() - ms);
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, 'just now'],
  [59 * SECOND, 'just now'],
  // A server's clock may be a little ahead.
  [-20 * SECOND, 'just now'],
  [MINUTE, '1 minute ago'],
  [59 * MINUTE, '59 minutes ago'],
  [HOUR, '1 hour ago'],
  [23 * HOUR, '23 hours ago'],
  [DAY, 'yesterday'],
  [29 * DAY, '29 days ago'],
  [30 * DAY, '10 Feb 2026'],
  [-15 * MINUTE, 'in 15 minutes'],
])('%d ms before now is %j', (ms, words) => {
  expect(format.relative(before(ms), NOW)).toBe(words);
});

test('exact times are in the reader’s zone and name it', () => {
  expect(format.short(NOW)).toBe('12 Mar 2026, 13:00');
  expect(format.exact(NOW)).toMatch(/^Thursday,? 12 March 2026 at 13:00:00 CET$/);
  expect(createTimeFormat('en-GB', 'UTC').exact(NOW)).toMatch(/^Thursday,? 12 March 2026 at 12:00:00 UTC$/);
});

test('the reader’s kind of English, else one that writes days before months', () => {
  expect(readersLocale(['fr-FR', 'en-US', 'en-GB'])).toBe('en-US');
  expect(readersLocale(['fr-FR'])).toBe('en-GB');
  expect(readersLocale(['en-US@posix'])).toBe('en-GB');
  expect(readersLocale([])).toBe('en-GB');
});
