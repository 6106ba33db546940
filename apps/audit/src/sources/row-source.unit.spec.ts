import { HASH_BYTES } from '@latchkey/seals';
import { rowsOf } from './row-source';
import { ROWS_AT_ONCE } from './row-tables';

const LAST = 2 * ROWS_AT_ONCE + 300;
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, n) => n + from);

/** What is read, in words, of a table that holds these ordinals; `meanwhile`, what it holds after the first page. */
async function read(ordinals: readonly number[], meanwhile = ordinals): Promise<(number | `${number} gone`)[]> {
  let now = [...ordinals].sort((a, b) => a - b);
  const tables = {
    page: (_: string, from: number, head: number) => {
      const page = now.filter((ordinal) => ordinal >= from && ordinal <= head).slice(0, ROWS_AT_ONCE);
      now = [...meanwhile].sort((a, b) => a - b);
      return Promise.resolve(page.map((ordinal) => ({ ordinal, line: new Uint8Array() })));
    },
    least: () => Promise.resolve(now[0]),
  };
  const kept = { take: (count: number) => Promise.resolve(new Uint8Array(count * HASH_BYTES)) };
  const found: (number | `${number} gone`)[] = [];
  for await (const { entries, gone } of rowsOf(tables, { logId: 'log', head: LAST }, 0, kept)) {
    if (gone) found.push(`${gone.length / HASH_BYTES} gone`);
    found.push(...entries.map(({ ordinal }) => ordinal));
  }
  return found;
}

test('every row is read once, over all pages', async () => {
  expect(await read(upTo(LAST))).toEqual(upTo(LAST));
});

test.each([ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1])(
  'row %i is read more than once if it is there twice',
  async (twice) => {
    const found = await read([...upTo(LAST), twice]);
    expect(found.filter((ordinal) => ordinal === twice).length).toBeGreaterThan(1);
    expect([...new Set(found)]).toEqual(upTo(LAST));
  },
);

test('a hole between two pages is a hole, and not retention', async () => {
  const rows = upTo(LAST).filter((ordinal) => ordinal <= ROWS_AT_ONCE || ordinal > ROWS_AT_ONCE + 9);
  expect(await read(rows)).toEqual(rows);
});

test('what retention takes while it is read is gone, and no hole', async () => {
  const through = ROWS_AT_ONCE + 100;
  expect(await read(upTo(LAST), upTo(LAST, through + 1))).toEqual([
    ...upTo(ROWS_AT_ONCE),
    '100 gone',
    ...upTo(LAST, through + 1),
  ]);
  expect(await read(upTo(LAST), [])).toEqual([...upTo(ROWS_AT_ONCE), `${LAST - ROWS_AT_ONCE} gone`]);
});

test('an ordinal below 1 is read too', async () => {
  expect(await read([-3, 0, ...upTo(5), ...upTo(LAST, 6)])).toEqual([-3, 0, ...upTo(LAST)]);
});
