import { parseTime } from './parse-time';

const now = new Date('2026-11-26T12:00:00.000Z');
const parse = (text: string) => parseTime(text, '--at', now);

test.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2026-03-01T12:00Z', '2026-03-01T12:00:00.000Z'],
  ['2026-03-01T12:00:01+02:00', '2026-03-01T10:00:01.000Z'],
  ['2026-03-01T00:30:00.5-05:30', '2026-03-01T06:00:00.500Z'],
  // What is finer than the log's milliseconds is cut off.
  ['2026-03-01T12:00:00.123999Z', '2026-03-01T12:00:00.123Z'],
  ['2026-11-26T12:00:00.000Z', '2026-11-26T12:00:00.000Z'],
])('%s is %s', (text, time) => expect(parse(text)).toBe(time));

test.each([
  ...['', 'yesterday', '1772323200', '2026-3-1', '2026-02-29', '2026-13-01', '2026-04-31', '2026-03-01T12:00:00'],
  ...[
    '2026-03-01 12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:60Z',
    '2026-03-01T12:00:60Z',
    '2026-03-01T12:00+15:00',
  ],
  ...['2026-03-01T12:00:00Z\n', '+002026-03-01', '2026-03-01T12:00:00Europe/Berlin'],
])('%j is none', (text) => expect(() => parse(text)).toThrow(/^--at is no time: give ISO 8601 with a zone/));

test('the future is refused', () => {
  expect(() => parse('2026-11-26T12:00:00.001Z')).toThrow('--at is in the future: the log cannot say yet');
});
