import type { DoubleAccount } from '../testing/accounts.double';
import { accessRows } from '../testing/access-rows';
import { payment } from '../testing/make-bundle';
import { problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
beforeAll(async () => {
  commerce = await startTestCommerce();
});
afterAll(() => commerce?.stop());

/** An account with a stored card, a key, and calls by it. */
async function given() {
  const account = commerce.accounts.account();
  const [, merchantId = ''] = account.merchantIds;
  const { secret, keyId } = commerce.accounts.key(account);
  const ask = (path: string, method = 'GET', json?: object, headers: Record<string, string> = {}) =>
    commerce.call(path, { method, headers: { 'x-api-key': secret, ...headers }, ...(json ? { json } : {}) });
  const store = async (headers: Record<string, string> = {}) =>
    String((await ask('/tokens', 'POST', card({ merchant_id: merchantId }), headers)).body['id']);
  return { account, merchantId, keyId, ask, store };
}

const recorded = async (account: DoubleAccount) => {
  const rows = await accessRows(commerce, account.id);
  return rows.map(({ ordinal: _, id: _id, at: _at, account_id: _account, ...row }) => row);
};

describe('an access record', () => {
  test('is kept of every call that was answered: who, with which key, which tokens and bundles', async () => {
    const { account, merchantId, keyId, ask, store } = await given();
    const token = await store({ 'x-request-id': 'r-create' });
    const other = await store();
    const calls: [string, string, object?][] = [
      [`/tokens/${token}`, 'GET'],
      ['/tokens?limit=500', 'GET'],
      [`/tokens/${token}/payment-data`, 'POST', payment()],
      [`/tokens/${token}/payment-data`, 'GET'],
      [`/tokens/${token}/consume`, 'POST'],
      [`/tokens/${token}`, 'DELETE'],
      ['/tokens?scheme=JCB', 'GET'],
    ];
    const answers = [];
    for (const [path, method, json] of calls)
      answers.push(await ask(path, method, json, { 'x-request-id': `r-${answers.length}` }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200, 204, 204, 200]);
    const bundle = answers[2]?.body['id'];

    const about = (operation: string, request_id: unknown, over: object = {}) => ({
      ...{ key_id: keyId, operation, token_id: token, payment_data_id: null, merchant_id: merchantId },
      ...{ destination: null, request_id, listed: null, ...over },
    });
    const noToken = { token_id: null, merchant_id: null };
    expect(await recorded(account)).toEqual([
      about('tokens.create', 'r-create'),
      about('tokens.create', expect.any(String), { token_id: other }),
      about('tokens.read', 'r-0'),
      about('tokens.list', 'r-1', { ...noToken, listed: [other, token] }),
      about('payment-data.create', 'r-2', { payment_data_id: bundle }),
      about('payment-data.list', 'r-3', { listed: [bundle] }),
      about('tokens.consume', 'r-4'),
      about('tokens.delete', 'r-5'),
      about('tokens.list', 'r-6', { ...noToken, listed: [] }),
    ]);
  });

  test('is kept of the repeat of a creation too, for it shows the token again', async () => {
    const { account, store } = await given();
    const once = { 'x-idempotency-key': 'order-1' };
    const token = await store(once);
    expect(await store(once)).toBe(token);
    expect((await recorded(account)).map(({ operation, token_id }) => [operation, token_id])).toEqual([
      ['tokens.create', token],
      ['tokens.create', token],
    ]);
  });

  test('is not kept of what was refused: nothing was shown, and nothing was done', async () => {
    const { account, ask, store } = await given();
    const token = await store();
    const stranger = commerce.accounts.key(commerce.accounts.account()).secret;
    const scoped = commerce.accounts.key(account, { merchantIds: [], features: ['tokens.read'] }).secret;
    const statuses = [];
    for (const [path, key, method = 'GET'] of [
      [`/tokens/${token}`, 'no key at all'],
      [`/tokens/${token}`, stranger],
      [`/tokens/${token}`, scoped],
      [`/tokens/${token}/payment-data`, stranger],
      [`/tokens/${token}`, stranger, 'DELETE'],
      [`/tokens/${token}/consume`, stranger, 'POST'],
      ['/tokens?limit=0', stranger],
      ['/tokens', scoped],
    ] as const)
      statuses.push((await commerce.call(path, { method, headers: { 'x-api-key': key } })).status);
    expect(statuses).toEqual([401, 404, 404, 404, 404, 404, 400, 403]);
    expect((await ask('/tokens', 'POST', card({ expiry_month: 13 }))).status).toBe(422);
    expect((await recorded(account)).map(({ operation }) => operation)).toEqual(['tokens.create']);
  });

  test('holds nothing of the card', async () => {
    const { account, ask, store } = await given();
    const token = await store();
    await ask(`/tokens/${token}`);
    expect(JSON.stringify(await accessRows(commerce, account.id))).not.toContain(VISA.slice(-4));
  });

  test('that was stored stays as it is, whoever asks', async () => {
    await (await given()).store();
    for (const statement of [
      'UPDATE commerce.access_records SET key_id = account_id',
      'DELETE FROM commerce.access_records',
      'TRUNCATE commerce.access_records',
    ])
      await expect(commerce.sql(statement)).rejects.toMatchObject({ code: '55000' });
  });

  test('waits on disk while the database takes none, and outlives a restart', async () => {
    const { account, ask, store } = await given();
    const token = await store();
    await accessRows(commerce, account.id);
    await commerce.sql('ALTER FUNCTION commerce.append_access_records RENAME TO append_away');
    expect((await ask(`/tokens/${token}`)).status).toBe(200);
    await commerce.restart();
    await commerce.sql('ALTER FUNCTION commerce.append_away RENAME TO append_access_records');
    expect((await recorded(account)).map(({ operation }) => operation)).toEqual(['tokens.create', 'tokens.read']);
  });
});

test('ordinals are dense over all accounts', async () => {
  const [{ records, last }] = await commerce
    .sql<{ records: string; last: string }>(
      'SELECT count(*) AS records, max(ordinal) AS last FROM commerce.access_records',
    )
    .then((rows) => rows as [{ records: string; last: string }]);
  expect(Number(records)).toBeGreaterThan(10);
  expect(last).toBe(records);
});

test('what cannot be asked for is refused in the same words as before', async () => {
  const { ask } = await given();
  expect(problemOf(await ask('/tokens/00000000-0000-4000-8000-000000000000'))).toEqual(refused(404, 'not_found'));
});
