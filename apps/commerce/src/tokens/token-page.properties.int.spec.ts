import { newId } from '@latchkey/platform';
import { paginate, parseListQuery } from '@latchkey/platform-nest';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { migrate } from '../database/migrate';
import { insertTokens, type TestToken } from '../testing/insert-tokens';
import { tokenList } from './token-list';
import { queryTokenPage } from './token-page.query';
import { tokenEntity } from './token.entity';

const ACCOUNT = newId();
const MERCHANTS = [newId(), newId(), newId()];
const NOW = new Date('2026-06-01T00:00:00.000Z');

let database: TestDatabase;
let dataSource: DataSource;
let stored: { id: string; token: TestToken }[];

/** Few values of everything, so that any filter meets some tokens, and times that many of them share. */
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl });
  dataSource = new DataSource({
    ...{
      type: 'postgres',
      url: database.ownerUrl,
      schema: 'commerce',
      entities: [tokenEntity],
      installExtensions: false,
    },
  });
  await dataSource.initialize();
  const tokens = Array.from({ length: 240 }, (_, n): TestToken => ({
    createdAt: new Date(Date.UTC(2026, 0, 1 + ((n * 7) % 20))).toISOString(),
    scheme: ['VISA', 'JCB', 'Mastercard', 'VISA', 'VISA'][n % 5] ?? 'VISA',
    status: ['not_available', 'active', 'not_available', 'failed'][n % 4] ?? 'active',
    businessKey: [null, 'web', `order-${n}`][n % 3] ?? null,
    merchantId: [null, MERCHANTS[0], MERCHANTS[1], MERCHANTS[0]][(n >> 2) % 4],
    ...(n % 11 === 0 ? { expiresAt: n % 2 === 0 ? '2026-05-01T00:00:00.000Z' : '2040-01-01T00:00:00.000Z' } : {}),
  }));
  const sql = (text: string, values?: unknown[]) => dataSource.query(text, values);
  const ids = await insertTokens({ sql }, ACCOUNT, tokens);
  await insertTokens({ sql }, newId(), tokens.slice(0, 60));
  stored = tokens.map((token, index) => ({ id: ids[index] ?? '', token }));
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

const some = (values: readonly string[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const asked = fc.record({
  scheme: some(['VISA', 'JCB', 'Mastercard', 'UnionPay']),
  network_token_status: some(['active', 'not_available', 'failed', 'pending']),
  business_key: some(['web', 'order-2', 'order-5', 'nothing']),
  merchantIds: some(MERCHANTS),
  from: fc.constantFrom(undefined, '2026-01-05T00:00:00.000Z'),
  to: fc.constantFrom(undefined, '2026-01-16T00:00:00.000Z'),
  direction: fc.constantFrom('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 70 }),
});

test('whatever is asked for, pages and cursors show what matches, all of it, once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ merchantIds, direction, limit, from, to, ...lists }) => {
      const has = (values: readonly string[] | undefined, value: string | null | undefined) =>
        values === undefined || values.includes(value ?? '');
      const sign = direction === 'asc' ? 1 : -1;
      const expected = stored
        .filter(
          ({ token }) =>
            has(lists.scheme, token.scheme) &&
            has(lists.network_token_status, token.status) &&
            has(lists.business_key, token.businessKey) &&
            has(merchantIds, token.merchantId) &&
            (from === undefined || String(token.createdAt) >= from) &&
            (to === undefined || String(token.createdAt) < to) &&
            (token.expiresAt === undefined || new Date(token.expiresAt) > NOW),
        )
        .sort((a, b) => sign * (key(a) < key(b) ? -1 : 1))
        .map(({ id }) => id);
      const parameters = {
        ...Object.fromEntries(
          Object.entries(lists).flatMap(([name, values]) => (values ? [[name, values.join(',')]] : [])),
        ),
        ...{ sort: `created_at ${direction}`, limit: String(limit) },
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      const read = async (place: object) => {
        const query = parseListQuery({ ...parameters, ...place }, tokenList);
        const inView = { accountId: ACCOUNT, merchantIds: merchantIds ?? ('*' as const), now: NOW };
        const page = await queryTokenPage(dataSource.manager, query, inView);
        return paginate(query, {
          ...page,
          toItem: ({ id }) => id,
          placeOf: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
        });
      };

      const first = await read({});
      expect(first.pagination.total_items).toBe(expected.length);
      const seen = [...first.data];
      for (let cursor = first.pagination.next_cursor; cursor !== null;) {
        const next = await read({ cursor });
        seen.push(...next.data);
        cursor = next.pagination.next_cursor;
      }
      expect(seen).toEqual(expected);
      expect((await read({ page: '2' })).data).toEqual(expected.slice(limit, 2 * limit));
    }),
    { numRuns: 60 },
  );
});

const key = ({ id, token }: { id: string; token: TestToken }) => `${token.createdAt} ${id}`;
