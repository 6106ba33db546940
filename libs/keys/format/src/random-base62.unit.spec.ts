import { BASE62 } from './base62';
import { randomBase62 } from './random-base62';

/** Hands out the bytes in turn, over and over. */
function cycling(bytes: readonly number[]) {
  let next = 0;
  return (size: number) => Uint8Array.from({ length: size }, () => bytes[next++ % bytes.length] ?? 0);
}

describe('random base62 text', () => {
  test('throws bytes from 248 on away: each character stands for exactly four bytes', () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(randomBase62(248, cycling(all))).toBe(BASE62.repeat(4));
  });

  test('asks again when too many bytes were thrown away', () => {
    const bytes = [...Array.from({ length: 100 }, () => 255), 61];
    expect(randomBase62(3, cycling(bytes))).toBe('zzz');
  });

  test.each([0, 1, 43, 1000])('has the length asked for: %d', (length) => {
    expect(randomBase62(length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
  });
});
