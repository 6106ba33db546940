import { encodeCursor, parseListQuery } from '@latchkey/platform-nest';
import { createPool, type Pool } from '@latchkey/postgres';
import type { TestDatabase } from '@latchkey/testing';
import { migratedDatabase } from '../../testing/test-service';
import { type KeyListQuery, keyList } from '../key.list';
import { findKeyPage } from './find-key-page';
import { keySearch } from './key-search';
import type { KeyRow } from './key-row';
import insertKeys from './testing/insert-keys.sql';

const ACCOUNT = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Its id begins alike: terms tell only the beginning. */
const OTHER_ACCOUNT = 'aaaaaaaa-0000-4000-8000-000000000002';
const [BIG, SMALL, RARE, ABSENT] = [1, 2, 3, 4].map((n) => `cccccccc-0000-4000-8000-00000000000${n}`);
/** More of each status than a sample takes, so that every way of looking is taken by some search. */
const KEYS = 6_000;

type Row = Pick<KeyRow, 'id' | 'label_folded' | 'merchant_ids' | 'created_at' | 'revoked_at' | 'last_used_at'>;

let database: TestDatabase;
let pool: Pool;
let keys: readonly Row[];

beforeAll(async () => {
  database = await migratedDatabase();
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'test' });
  for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
    await pool.query(insertKeys, [account, account === ACCOUNT ? KEYS : 500, [BIG, SMALL, RARE]]);
  }
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
  // As autovacuum would do: an index alone is read only where it is known that nobody needs the rows.
  await owner.query('VACUUM ANALYZE key_management.api_keys, key_management.api_key_uses');
  await owner.end();
  const { rows } = await pool.query<Row>(
    `SELECT k.id, k.label_folded, k.merchant_ids, k.created_at, k.revoked_at, nullif(u.used_at, '-infinity') AS last_used_at
     FROM key_management.api_keys k JOIN key_management.api_key_uses u ON u.key_id = k.id WHERE k.account_id = $1`,
    [ACCOUNT],
  );
  keys = rows;
}, 120_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const FILTERS: readonly Readonly<Record<string, string>>[] = [
  ...[
    '',
    'key',
    'production',
    'kiosk',
    'canary',
    'rarest',
    'zebra',
    '42',
    'v1',
    'k',
    'ca',
    '東京',
    'ź',
    'КИЇВ',
    '%',
    '_',
    '\\',
    "'",
  ].flatMap((q) => ['active', 'revoked', 'all'].map((status) => ({ ...(q && { q }), status }))),
  ...[`${BIG}`, `${SMALL}`, `${RARE}`, `${ABSENT}`, `${BIG},${RARE}`].flatMap((merchant_id) => [
    { merchant_id },
    { merchant_id, status: 'all' },
    { merchant_id, q: 'kiosk' },
    { merchant_id, q: 'key', status: 'all' },
    { merchant_id, q: 'rarest', status: 'revoked' },
  ]),
];
const SORTS = ['created_at desc', 'created_at asc', 'label asc', 'label desc', 'last_used_at asc', 'last_used_at desc'];

test('there are keys of every kind to be found', () => {
  expect(keys).toHaveLength(KEYS);
  expect(keys.filter(({ revoked_at: at }) => at !== null).length).toBeGreaterThan(1_000);
  expect(keys.filter(({ last_used_at: at }) => at === null).length).toBeGreaterThan(500);
  expect(keys.filter(({ label_folded: label }) => label.includes('rarest')).length).toBeGreaterThan(2);
  expect(keys.filter(({ merchant_ids: ids }) => ids?.includes(`${RARE}`)).length).toBeGreaterThan(2);
});

test.each(FILTERS)('%j: every order and page is what looking at all keys gives', async (filter) => {
  for (const sort of SORTS) {
    for (const page of ['1', '2', '40']) await expectAsByLooking({ ...filter, sort, page, limit: '20' });
    const all = expected(parseListQuery({ ...filter, sort }, keyList));
    const middle = all[Math.floor(all.length / 2)];
    if (middle) await expectAsByLooking({ ...filter, sort, limit: '20', cursor: cursorAt(middle, sort) });
  }
});

test.each([
  ['what is rare by its terms', { q: 'rarest' }, /Bitmap Index Scan on api_keys_by_term/],
  ['what is common along the order', { q: 'key' }, /Index Only Scan(?: Backward)? using api_keys_by_age/],
])('looks for %s, and never at all rows', async (_, query, by) => {
  const list = parseListQuery({ ...query, limit: '20' }, keyList);
  const plans: string[] = [];
  await findKeyPage(
    async <T>({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) => {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return (await pool.query(text, [...values])).rows as T[];
    },
    keySearch(ACCOUNT, list.filters),
    list,
  );
  expect(plans.join('\n')).toMatch(by);
  expect(plans.join('\n')).not.toMatch(/Seq Scan on api_key/);
});

const find = (query: Readonly<Record<string, string>>) => {
  const list = parseListQuery(query, keyList);
  const run = async <T>({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) =>
    (await pool.query(text, [...values])).rows as T[];
  return findKeyPage(run, keySearch(ACCOUNT, list.filters), list);
};

async function expectAsByLooking(query: Readonly<Record<string, string>>): Promise<void> {
  const list = parseListQuery(query, keyList);
  const all = expected(list);
  const { rows, total } = await find(query);
  const ids = all.slice(list.offset, list.offset + list.limit + 1).map(({ id }) => id);
  expect({ query, ids: rows.map(({ id }) => id) }).toEqual({ query, ids });
  expect({ query, total }).toEqual({ query, total: list.page === null ? null : all.length });
}

/** All that match, from the cursor on, in order: by the plainest means there are. */
function expected(list: KeyListQuery): readonly Row[] {
  const { status = ['active'], q, merchant_id: merchants } = list.filters;
  const wanted = (row: Row): boolean =>
    (status.includes('all') || status.includes(row.revoked_at === null ? 'active' : 'revoked')) &&
    (q === undefined || row.label_folded.includes(q.toLowerCase())) &&
    (merchants === undefined || merchants.some((id) => row.merchant_ids?.includes(id)));
  const sign = list.sort.direction === 'asc' ? 1 : -1;
  const order = (one: Row, other: Row): number =>
    sign * compare(valueOf(one, list.sort.by), valueOf(other, list.sort.by), one.id, other.id);
  const { cursor } = list;
  return keys
    .filter(wanted)
    .filter(
      (row) => cursor === null || sign * compare(valueOf(row, list.sort.by), cursor.value ?? '', row.id, cursor.id) > 0,
    )
    .sort(order);
}

/** ISO times and labels compare as bytes; a key that was never used comes before all others. */
const valueOf = (row: Row, by: KeyListQuery['sort']['by']): string => {
  if (by === 'label') return row.label_folded;
  return (by === 'created_at' ? row.created_at : row.last_used_at)?.toISOString() ?? '';
};

const compare = (value: string, otherValue: string, id: string, otherId: string): number =>
  Buffer.compare(Buffer.from(value), Buffer.from(otherValue)) || Buffer.compare(Buffer.from(id), Buffer.from(otherId));

function cursorAt(row: Row, sort: string): string {
  const [by = '', direction] = sort.split(' ');
  const value = valueOf(row, by as KeyListQuery['sort']['by']);
  return encodeCursor({
    by,
    direction: direction === 'asc' ? 'asc' : 'desc',
    value: value === '' ? null : value,
    id: row.id,
  });
}
