import { randomUUID } from 'node:crypto';
import { POSITION } from '../testing/auth.double';
import type { DoubleAccount } from '../testing/accounts.double';
import { problemOf } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

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

describe('a stored card', () => {
  test('is answered with exactly these members', async () => {
    const { account, key } = newKey();
    const [merchantId] = account.merchantIds;
    const answer = await create(
      key,
      card({
        cardholder_name: '  Zoë Ångström ',
        business_key: 'order-7',
        merchant_id: merchantId?.toUpperCase(),
        expires_at: '2026-12-24T18:00:00+02:00',
      }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers['x-latchkey-position']).toBe(POSITION);
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      created_at: '2026-11-23T12:00:00.123Z',
      expiry_month: 12,
      expiry_year: 2040,
      issuer_identification_number: '41111111',
      masked_account_number: '41111111****1111',
      scheme: 'VISA',
      network_token_status: 'not_available',
      cardholder_name: 'Zoë Ångström',
      merchant_id: merchantId,
      business_key: 'order-7',
      expires_at: '2026-12-24T16:00:00.000Z',
      invalidated_at: null,
      account_number_last_four: '1111',
      account_number_length: 16,
    });
    const read = await commerce.call(`/tokens/${String(answer.body['id'])}`, { headers: { 'x-api-key': key } });
    expect(read.text).toBe(answer.text);
    expect(read.headers['x-latchkey-position']).toBeUndefined();
  });

  test.each([
    ['4222222222222', 'VISA', '*********2222', null],
    ['30569309025904', 'Diners Club', '305693****5904', '305693'],
    ['378282246310005', 'American Express', '378282*****0005', '378282'],
    ['2223003122003222', 'Mastercard', '22230031****3222', '22230031'],
    ['6205500000000000004', 'UnionPay', '62055000*******0004', '62055000'],
    ['501800000009', 'Unknown', '********0009', null],
  ])('%s is shown as a %s, %s', async (accountNumber, scheme, masked, iin) => {
    const { body } = await create(newKey().key, card({ account_number: accountNumber }));
    expect(body).toMatchObject({
      scheme,
      masked_account_number: masked,
      issuer_identification_number: iin,
      account_number_last_four: accountNumber.slice(-4),
      account_number_length: accountNumber.length,
    });
  });

  test('is nowhere in the database in clear: not its number, not its name, not in an idempotency record', async () => {
    const { account, key } = newKey();
    const headers = { 'x-idempotency-key': randomUUID() };
    const number = '5555555555554444';
    await create(key, card({ account_number: number, cardholder_name: 'Visible Nowhere' }), headers);
    const tables = ['tokens', 'account_keys', 'idempotency_records'];
    const dump = (
      await Promise.all(tables.map((table) => commerce.sql(`SELECT t::text FROM commerce.${table} t`)))
    ).flat();
    const text = JSON.stringify(dump);
    expect(text).toContain(account.id);
    // bytea is written in hex.
    for (const secret of [number, 'Visible Nowhere', '5555555555554', key]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('has the fingerprint of its like within the account, and another elsewhere', async () => {
    const one = newKey();
    const other = newKey();
    await create(one.key, card());
    await create(one.key, card({ expiry_year: 2041 }));
    await create(other.key, card());
    const prints = async (account: DoubleAccount) =>
      (
        await commerce.sql<{ print: string }>(
          `SELECT DISTINCT encode(fingerprint, 'hex') AS print FROM commerce.tokens WHERE account_id = $1`,
          [account.id],
        )
      ).map(({ print }) => print);
    expect(await prints(one.account)).toHaveLength(1);
    expect(await prints(other.account)).not.toEqual(await prints(one.account));
  });

  test('is good until its month ends', async () => {
    const { key } = newKey();
    const thisMonth = card({ expiry_month: 11, expiry_year: 2026 });
    now = new Date('2026-11-30T23:59:59.999Z');
    expect((await create(key, thisMonth)).status).toBe(201);
    now = new Date('2026-12-01T00:00:00.000Z');
    expect(problemOf(await create(key, thisMonth))).toEqual({
      status: 422,
      classifier: 'validation_failed',
      errors: [{ field: 'expiry_month', message: 'is in the past: the card has expired' }],
    });
  });
});

describe('the merchant of a new token', () => {
  const unknown = {
    status: 422,
    classifier: 'validation_failed',
    errors: [{ field: 'merchant_id', message: "must be the id of one of the account's merchants" }],
  };

  test.each(['platform', 'ecosystem', 'managed_ecosystem'] as const)(
    'is nobody if left out under %s',
    async (model) => {
      const { key } = newKey({ operatingModel: model });
      expect((await create(key, card())).body).toMatchObject({ merchant_id: null });
      expect((await create(key, card({ merchant_id: null }))).body).toMatchObject({ merchant_id: null });
    },
  );

  test("is the account's own if left out under primary_merchant", async () => {
    const { account, key } = newKey({ operatingModel: 'primary_merchant' });
    for (const merchant of [{}, { merchant_id: null }, { merchant_id: account.ownMerchantId }]) {
      expect((await create(key, card(merchant))).body).toMatchObject({ merchant_id: account.ownMerchantId });
    }
  });

  test('is put to auth, with the same key and the wanted operation, and only then taken', async () => {
    const { account, key } = newKey();
    const before = commerce.auth.checks.length;
    await create(key, card({ merchant_id: account.merchantIds[1] }), { 'x-latchkey-min-position': POSITION });
    const [first, second, ...more] = commerce.auth.checks.slice(before);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ feature: 'tokens.create', min_position: POSITION });
    expect(first?.merchant_id).toBeUndefined();
    expect(second).toEqual({ ...first, merchant_id: account.merchantIds[1] });
  });

  test("is unknown in the same words whether it exists nowhere or is another account's", async () => {
    const { key } = newKey();
    const others = newKey().account;
    const headers = { 'x-request-id': 'same' };
    const nowhere = await create(key, card({ merchant_id: randomUUID() }), headers);
    const elsewhere = await create(key, card({ merchant_id: others.merchantIds[0] }), headers);
    expect(problemOf(nowhere)).toEqual(unknown);
    expect(elsewhere.text).toBe(nowhere.text);
  });

  test('is refused once it has been removed, after everything that is wrong with the body', async () => {
    const { account, key } = newKey();
    const [removed] = account.removedMerchantIds;
    expect(problemOf(await create(key, card({ merchant_id: removed })))).toEqual({
      status: 409,
      classifier: 'merchant_removed',
    });
    const expired = await create(key, card({ merchant_id: removed, expiry_year: 2020 }));
    expect(problemOf(expired)).toMatchObject({ status: 422, errors: [{ field: 'expiry_year' }] });
    expect(await commerce.sql('SELECT id FROM commerce.tokens WHERE account_id = $1', [account.id])).toEqual([]);
  });

  test('and the card are both named if both are wrong', async () => {
    const answer = await create(newKey().key, card({ merchant_id: randomUUID(), expiry_year: 2020 }));
    expect(problemOf(answer)).toEqual({
      ...unknown,
      errors: [{ field: 'expiry_year', message: 'is in the past: the card has expired' }, ...unknown.errors],
    });
  });
});

test('a card stored under a number that is stored already is another token', async () => {
  const { account, key } = newKey();
  const one = await create(key, card({ account_number: VISA }));
  const two = await create(key, card({ account_number: VISA }));
  expect(one.body['id']).not.toBe(two.body['id']);
  expect(await commerce.sql('SELECT id FROM commerce.tokens WHERE account_id = $1', [account.id])).toHaveLength(2);
});
