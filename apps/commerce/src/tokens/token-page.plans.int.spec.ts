import { newId } from '@latchkey/platform';
import { decodeCursor, encodeCursor, parseListQuery } from '@latchkey/platform-nest';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { migrate } from '../database/migrate';
import { queryTokenPage, type TokensInView } from './token-page.query';
import { tokenEntity } from './token.entity';
import { tokenList } from './token-list';

/** A big account, and among 50 others of 400 tokens each a small one. */
const BIG = newId();
const SMALL = newId();
const MERCHANT = newId();
const RARE_MERCHANT = newId();
const ROWS = 80_000;

let database: TestDatabase;
let dataSource: DataSource;
const seen: { sql: string; values: unknown[] }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl });
  dataSource = new DataSource({
    type: 'postgres',
    url: database.ownerUrl,
    schema: 'commerce',
    entities: [tokenEntity],
    installExtensions: false,
    logging: ['query'],
    logger: {
      logQuery: (sql, values) => void seen.push({ sql, values: [...((values as unknown[] | undefined) ?? [])] }),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    },
  });
  await dataSource.initialize();
  const insert = (account: string, count: number) =>
    dataSource.query(
      `INSERT INTO commerce.tokens (id, account_id, merchant_id, created_at, expiry_month, expiry_year, scheme,
         masked_account_number, account_number_last_four, account_number_length, network_token_status, business_key,
         wrapped_key, account_number, fingerprint)
       SELECT gen_random_uuid(), $1, CASE WHEN n % 20000 = 0 THEN $4::uuid WHEN n % 3 = 0 THEN $3::uuid END,
         timestamptz '2026-01-01' + n * interval '1 minute', 12, 2040,
         CASE WHEN n % 10 = 0 THEN 'JCB' WHEN n % 2 = 0 OR n < 10 THEN 'VISA' ELSE 'Mastercard' END,
         '41111111****1111', '1111', 16, CASE WHEN n % 20 = 1 THEN 'active' ELSE 'not_available' END, 'order-' || n, decode(repeat('00', 93), 'hex'), decode(repeat('00', 63), 'hex'),
         decode(repeat('00', 32), 'hex')
       FROM generate_series(1, $2::int) n`,
      [account, count, MERCHANT, RARE_MERCHANT],
    );
  await insert(BIG, ROWS);
  await insert(SMALL, 400);
  for (let other = 0; other < 49; other++) await insert(newId(), 400);
  await dataSource.query('VACUUM ANALYZE commerce.tokens');
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: Node[];
}

/** The plans PostgreSQL makes for a list's statements, run for real: nodes from the top down. */
async function plans(query: string, over: Partial<TokensInView> = {}) {
  seen.length = 0;
  const listQuery = parseListQuery(Object.fromEntries(new URLSearchParams(query)), tokenList);
  const inView: TokensInView = { accountId: BIG, merchantIds: '*', now: new Date(), ...over };
  await queryTokenPage(dataSource.manager, listQuery, inView);
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return Promise.all(
    seen.splice(0).map(async ({ sql, values }) => {
      const [row] = await dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values);
      return nodes(row['QUERY PLAN'][0].Plan as Node);
    }),
  );
}

const cursorAt = (value: string) =>
  encodeCursor({ by: 'created_at', direction: 'desc', value, id: '80000000-0000-4000-8000-000000000000' });

describe(`among ${ROWS + 20_000} tokens`, () => {
  test.each<[string, string, Partial<TokensInView>, string, number]>([
    ['the first page of a big account', 'limit=50', {}, 'tokens_of_account', 51],
    ['the first page of a big account, oldest first', 'limit=50&sort=created_at asc', {}, 'tokens_of_account', 51],
    ['a page in the middle, by cursor', `cursor=${cursorAt('2026-02-01T00:00:00.000Z')}`, {}, 'tokens_of_account', 51],
    ['a page of a time span', 'from=2026-02-01&to=2026-02-02', {}, 'tokens_of_account', 51],
    ['a page of one merchant', '', { merchantIds: [MERCHANT] }, 'tokens_of_merchant', 51],
    ['a page of a rare merchant', '', { merchantIds: [RARE_MERCHANT] }, 'tokens_of_merchant', 4],
    ['one business key', 'business_key=order-4711', {}, 'tokens_of_business_key', 1],
    ['one scheme and status', 'scheme=VISA&network_token_status=not_available', {}, 'tokens_of_scheme_and_status', 51],
    [
      'a scheme and a status that are common apart',
      'scheme=JCB&network_token_status=active',
      {},
      'tokens_of_scheme_and_status',
      0,
    ],
    [
      'those of one merchant',
      'scheme=JCB&network_token_status=not_available',
      { merchantIds: [MERCHANT] },
      'tokens_of_merchant_scheme_and_status',
      51,
    ],
    ['the first page of a small account', 'limit=50', { accountId: SMALL }, 'tokens_of_account', 51],
  ])('%s is read along its index, and no further than the page', async (_, query, over, index, rows) => {
    const [page = []] = await plans(query, over);
    const scan = page.find((node) => node['Index Name'] !== undefined);
    expect(scan).toMatchObject({ 'Index Name': index, 'Actual Rows': rows });
    expect(scan?.['Rows Removed by Filter'] ?? 0).toBe(0);
    expect(page.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  });

  test.each<[string, string, Partial<TokensInView>]>([
    ['a scheme', 'scheme=VISA', {}],
    ['a scheme that nothing has', 'scheme=UnionPay', {}],
    ['several schemes', 'scheme=UnionPay,JCB', {}],
    ['a status', 'network_token_status=active', {}],
    ['a status that nothing has', 'network_token_status=failed,pending', {}],
    [
      'both, by cursor',
      `scheme=VISA,JCB&network_token_status=active&cursor=${cursorAt('2026-02-01T00:00:00.000Z')}`,
      {},
    ],
    ['a scheme among merchants', 'scheme=JCB', { merchantIds: [MERCHANT, RARE_MERCHANT, newId()] }],
    ['several merchants, of which one is rare', '', { merchantIds: [MERCHANT, RARE_MERCHANT] }],
    [
      'a scheme among more merchants than are worth a look each',
      'scheme=JCB',
      { merchantIds: Array.from({ length: 400 }, newId) },
    ],
  ])('the tokens of %s are found along an index, no more of each kind than a page', async (_, query, over) => {
    const [page = [], count = []] = await plans(query, over);
    for (const plan of count.length > 0 ? [page, count] : [page]) {
      const scans = plan.filter((node) => node['Index Name']?.startsWith('tokens_of_'));
      expect(scans).toHaveLength(1);
      expect(scans[0]?.['Node Type']).toMatch(/^Index (Only )?Scan$/);
      expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    }
    const kinds = page.filter((node) => node['Index Name']?.startsWith('tokens_of_'));
    expect(kinds[0]?.['Actual Rows']).toBeLessThanOrEqual(51);
  });

  test('counting looks at 10,001 and no more', async () => {
    const [, count = []] = await plans('limit=1');
    const limit = count.find((node) => node['Node Type'] === 'Limit');
    expect(limit?.['Actual Rows']).toBe(10_001);
  });

  test('the cursor above is one of ours', () => {
    expect(decodeCursor(cursorAt('2026-02-01T00:00:00.000Z'), tokenList.sorts)).toBeDefined();
  });
});
