import { CARD, CODE, CRYPTOGRAM } from './encodings.fixture';
import { maskBody } from './masker.fixture';

/** The largest answer that is relayed, and what is long enough to tell quadratic from linear time. */
const LARGEST = 4 * 1024 * 1024;
const LONG = LARGEST / 8;
const ALL = [CARD, CRYPTOGRAM, CODE, { kind: 'network_token', value: '0000000000000000' } as const];
const CASES = [
  ['near matches', '4111111011111112', false],
  ['candidates', '4111111111111110', true],
  ['matches that overlap everywhere', '0', true],
  ['near matches of a cryptogram', CRYPTOGRAM.value.slice(0, 25), false],
  ['matches within base64', 'MDAw', true],
  ['matches', `${CARD.value},`, true],
  ['percent-encoded matches', '%30', true],
  ['JSON escapes', '\\u0030', true],
  ['backslashes', '\\', false],
  ['ampersands', '&#x', false],
] as const;

/** In quadratic time each of these would take many minutes. */
test.each(CASES)('512 KiB of %s come to an end', async (_, unit, changes) => {
  const body = Buffer.alloc(LONG, unit);
  const result = await maskBody(body, 'application/json', ALL);
  expect(result !== body).toBe(changes);
  if (!changes) expect(body.equals(Buffer.alloc(LONG, unit))).toBe(true);
});

test('a number at the very end of 4 MiB is found', async () => {
  const body = Buffer.concat([Buffer.alloc(LARGEST - CARD.value.length, '4111111 '), Buffer.from(CARD.value)]);
  expect((await maskBody(body, undefined, ALL)).subarray(-20).toString('latin1')).toMatch(/\*{4}1111$/);
});
