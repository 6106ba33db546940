import type { DoubleAccount } from '../testing/accounts.double';
import { problemOf } from '../testing/problem';
import { card, startTestCommerce, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let now = new Date('2026-11-23T12:00:00.123Z');
beforeAll(async () => {
  commerce = await startTestCommerce({ clock: { now: () => now } });
});
afterAll(() => commerce?.stop());
beforeEach(() => {
  now = new Date('2026-11-23T12:00:00.123Z');
});

const create = (key: string, json: object, headers: Record<string, string> = {}) =>
  commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key, ...headers }, json });

function newKey(over: Partial<DoubleAccount> = {}) {
  const account = commerce.accounts.account(over);
  return { account, key: commerce.accounts.key(account).secret };
}

describe('a repeated creation', () => {
  const tokensOf = (account: DoubleAccount) =>
    commerce.sql<{ id: string }>('SELECT id FROM commerce.tokens WHERE account_id = $1', [account.id]);

  test('with the same idempotency key makes one token and gives the first answer again, marked', async () => {
    const { account, key } = newKey();
    const headers = { 'x-idempotency-key': 'order-1' };
    const body = card({ cardholder_name: 'Zoë', business_key: 'b' });
    const first = await create(key, body, headers);
    now = new Date('2026-11-23T13:00:00.000Z');
    const again = await create(key, body, headers);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(await tokensOf(account)).toEqual([{ id: first.body['id'] }]);
  });

  test('at the same time makes one token: the others are told to wait, or the same', async () => {
    const { account, key } = newKey();
    const headers = { 'x-idempotency-key': 'order-2' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(key, card(), headers)));
    const bodies = new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text));
    expect(bodies.size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(problemOf(answer)).toEqual({ status: 409, classifier: 'idempotency_key_in_progress' });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await tokensOf(account)).toHaveLength(1);
  });

  test('with another body under the key is refused', async () => {
    const { key } = newKey();
    const headers = { 'x-idempotency-key': 'order-3' };
    await create(key, card(), headers);
    expect(problemOf(await create(key, card({ expiry_month: 11 }), headers))).toEqual({
      status: 422,
      classifier: 'idempotency_key_reused',
    });
  });

  test("is another's if the account or the key is another: their records never meet", async () => {
    const one = newKey();
    const colleague = commerce.accounts.key(one.account).secret;
    const stranger = newKey().key;
    const headers = { 'x-idempotency-key': 'order-4' };
    const ids = [];
    for (const key of [one.key, colleague, stranger]) ids.push((await create(key, card(), headers)).body['id']);
    expect(new Set(ids).size).toBe(3);
  });

  test('may be corrected under the same key after it was refused', async () => {
    const { key } = newKey();
    const headers = { 'x-idempotency-key': 'order-5' };
    expect((await create(key, card({ expiry_year: 2020 }), headers)).status).toBe(422);
    expect((await create(key, card({ expiry_year: 2040 }), headers)).status).toBe(201);
  });

  test('is authorised anew, and its token has to be there still', async () => {
    const { account } = newKey();
    const made = commerce.accounts.key(account);
    const headers = { 'x-idempotency-key': 'order-6' };
    const first = await create(made.secret, card({ cardholder_name: 'Zoë' }), headers);
    await commerce.call(`/tokens/${String(first.body['id'])}`, {
      method: 'DELETE',
      headers: { 'x-api-key': made.secret },
    });
    expect(problemOf(await create(made.secret, card({ cardholder_name: 'Zoë' }), headers))).toEqual({
      status: 404,
      classifier: 'not_found',
    });
    commerce.accounts.revoke(made);
    expect(problemOf(await create(made.secret, card({ cardholder_name: 'Zoë' }), headers))).toEqual({
      status: 401,
      classifier: 'api_key_revoked',
    });
  });

  test('after a crash between storing the card and answering makes no second token', async () => {
    const { account, key } = newKey();
    const headers = { 'x-idempotency-key': 'order-7' };
    const first = await create(key, card({ cardholder_name: 'Zoë' }), headers);
    // The crash: the row is there, the answer was never kept, and the lease has run out.
    await commerce.sql(
      `UPDATE commerce.idempotency_records SET answer = NULL, lease_until = now() - interval '1 second'
       WHERE account_id = $1`,
      [account.id],
    );
    now = new Date('2026-11-23T12:00:30.000Z');
    const again = await create(key, card({ cardholder_name: 'Zoë' }), headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(await tokensOf(account)).toHaveLength(1);
  });
});
