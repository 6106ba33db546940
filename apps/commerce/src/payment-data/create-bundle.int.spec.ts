import { openJwe } from '@latchkey/testing';
import { detectScheme, passesLuhn } from '@latchkey/vault';
import { randomUUID } from 'node:crypto';
import type { DoubleAccount } from '../testing/accounts.double';
import { POSITION } from '../testing/auth.double';
import type { Answer } from '../testing/http';
import { issueMerchantKey, payment, servicePublicKeys } from '../testing/make-bundle';
import { invalid, problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';
import type { NetworkTokenProvider } from './network-token-provider.port';

let commerce: TestCommerce;
beforeAll(async () => {
  commerce = await startTestCommerce({ settings: { servicePublicKeys } });
});
afterAll(() => commerce?.stop());

function newAccount(over: Partial<DoubleAccount> = {}) {
  const account = commerce.accounts.account(over);
  return { account, key: commerce.accounts.key(account).secret, merchantId: String(account.merchantIds[1]) };
}

async function newToken(key: string, over: object = {}): Promise<string> {
  const made = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json: card(over) });
  expect(made.status).toBe(201);
  return String(made.body['id']);
}

const create = (tokenId: string, key: string, over: object = {}, headers: Record<string, string> = {}) =>
  commerce.call(`/tokens/${tokenId}/payment-data`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'x-request-id': 'same', ...headers },
    json: payment(over),
  });
const read = (path: string, key: string) => commerce.call(path, { headers: { 'x-api-key': key } });
const statusOf = async (tokenId: string, key: string) =>
  (await read(`/tokens/${tokenId}`, key)).body['network_token_status'];

interface Opened {
  readonly network_token: { readonly token: string; readonly expiry_year: number; readonly expiry_month: number };
  readonly cryptogram: string;
  readonly eci: string | null;
}

const opened = async (answer: Answer, key: Uint8Array<ArrayBuffer>) =>
  openJwe(String(answer.body['encrypted_authentication_data']), key).plaintext as Opened;

describe('a bundle', () => {
  test('has exactly these members, and without an encryption key of the merchant no authentication data', async () => {
    const { key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const answer = await create(tokenId.toUpperCase(), key, { reference: ' order 7 ' });
    expect([answer.status, answer.headers['x-latchkey-position']]).toEqual([201, POSITION]);
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      token_id: tokenId,
      amount: 1299,
      currency_code: 'EUR',
      reference: 'order 7',
      merchant_id: merchantId,
      success: true,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      provider: 'sandbox',
    });
    const list = await read(`/tokens/${tokenId}/payment-data`, key);
    expect(list.body['data']).toEqual([answer.body]);
    expect(await statusOf(tokenId, key)).toBe('active');
  });

  test('holds for the merchant, under its current key, one network token and a fresh cryptogram each', async () => {
    const { account, key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const merchant = { account_id: account.id, merchant_id: merchantId };
    const one = await issueMerchantKey(commerce.service.url, merchant, 'key-1');
    const first = await create(tokenId, key);
    const two = await issueMerchantKey(commerce.service.url, merchant, 'key-2');
    const second = await create(tokenId, key, { amount: 0 });

    const [a, b] = [await opened(first, one), await opened(second, two)];
    expect(a).toEqual({
      network_token: { token: expect.stringMatching(/^400000\d{10}$/), expiry_year: 2040, expiry_month: 12 },
      cryptogram: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
      eci: '05',
    });
    expect([passesLuhn(a.network_token.token), detectScheme(a.network_token.token)]).toEqual([true, 'VISA']);
    expect(b.network_token).toEqual(a.network_token);
    expect(b.cryptogram).not.toBe(a.cryptogram);
    await expect(opened(second, one)).rejects.toThrow();
    for (const answer of [first, second]) expect(answer.text).not.toContain(a.network_token.token);
  });

  test('keeps nothing of that in clear', async () => {
    const { account, key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const bytes = await issueMerchantKey(
      commerce.service.url,
      { account_id: account.id, merchant_id: merchantId },
      'key-1',
    );
    const { network_token: networkToken, cryptogram } = await opened(await create(tokenId, key), bytes);
    for (const table of ['network_tokens', 'payment_data', 'merchant_encryption_keys', 'idempotency_records']) {
      const rows = await commerce.sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM commerce.${table} t`);
      for (const { row } of rows) {
        for (const secret of [networkToken.token, cryptogram, VISA, Buffer.from(bytes).toString('base64url')]) {
          expect(row).not.toContain(secret);
          expect(row).not.toContain(Buffer.from(secret).toString('hex'));
        }
      }
    }
  });
});

describe('what the scheme or the provider refuses', () => {
  test.each([
    ['4000000000000002', 'issuer_declined', 'failed'],
    ['4000000000000069', 'token_not_eligible', 'failed'],
    ['4000000000009979', 'network_token_suspended', 'active'],
    ['4000000000000119', 'provider_unavailable', 'not_available'],
  ])('is a stored bundle without success, not an error: %s, %s', async (account_number, code, status) => {
    const { account, key, merchantId } = newAccount();
    await issueMerchantKey(commerce.service.url, { account_id: account.id, merchant_id: merchantId }, 'key-1');
    const tokenId = await newToken(key, { account_number, merchant_id: merchantId });
    for (let time = 1; time <= 2; time++) {
      const answer = await create(tokenId, key);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        success: false,
        provider: 'sandbox',
        failure_details: [{ code, message: expect.stringMatching(/^[A-Z][\w ]+\.$/) }],
      });
      expect(answer.body['encrypted_authentication_data']).toBeUndefined();
      expect(await statusOf(tokenId, key)).toBe(status);
      const { body } = await read(`/tokens/${tokenId}/payment-data`, key);
      expect((body['data'] as unknown[]).length).toBe(time);
    }
  });
});

describe('the merchant of a bundle', () => {
  const NOT_GIVEN = invalid(['merchant_id', 'must be given, because the token has no merchant']);
  const UNKNOWN = invalid(['merchant_id', "must be the id of one of the account's merchants"]);

  test.each<[string, 'mine' | 'removed' | null, 'mine' | 'other' | 'removed' | 'unknown' | null, object | string]>([
    ["the token's, if none is given", 'mine', null, 'mine'],
    ["the token's, given", 'mine', 'mine', 'mine'],
    ["not another than the token's", 'mine', 'other', refused(422, 'merchant_mismatch')],
    ["not another than the token's, removed or not", 'mine', 'removed', refused(422, 'merchant_mismatch')],
    ['not an unknown one', 'mine', 'unknown', UNKNOWN],
    ['of a token without one, any', null, 'other', 'other'],
    ['of a token without one, to be given', null, null, NOT_GIVEN],
    ['of a token without one, not an unknown one', null, 'unknown', UNKNOWN],
    ['of a token without one, not a removed one', null, 'removed', refused(409, 'merchant_removed')],
    ["not the token's, if that is removed", 'removed', null, refused(409, 'merchant_removed')],
    ["not the token's, given, if that is removed", 'removed', 'removed', refused(409, 'merchant_removed')],
  ])('is %s', async (_, ofToken, asked, expected) => {
    const { account, key } = newAccount();
    const [, mine, other] = account.merchantIds;
    const [removed] = account.removedMerchantIds;
    const ids = { mine, other, removed, unknown: randomUUID() };
    const tokenId = await newToken(key, ofToken === 'mine' ? { merchant_id: mine } : {});
    if (ofToken === 'removed')
      await commerce.sql('UPDATE commerce.tokens SET merchant_id = $2 WHERE id = $1', [tokenId, removed]);
    const answer = await create(tokenId, key, asked === null ? {} : { merchant_id: ids[asked]?.toUpperCase() });
    if (typeof expected !== 'string') return expect(problemOf(answer)).toEqual(expected);
    expect([answer.status, answer.body['merchant_id']]).toEqual([201, ids[expected as 'mine']]);
  });

  test("is the account's own under primary_merchant, for a token without one", async () => {
    const { account, key } = newAccount({ operatingModel: 'primary_merchant' });
    const tokenId = await newToken(key);
    await commerce.sql('UPDATE commerce.tokens SET merchant_id = NULL WHERE id = $1', [tokenId]);
    const answer = await create(tokenId, key, { merchant_id: null });
    expect([answer.status, answer.body['merchant_id']]).toEqual([201, account.ownMerchantId]);
  });

  test('that nobody has is told before whether the token is there; that it was removed, after', async () => {
    const { account, key } = newAccount();
    const asked = (merchantId: unknown) => create(randomUUID(), key, { merchant_id: merchantId });
    expect(problemOf(await asked(randomUUID()))).toEqual(UNKNOWN);
    expect(problemOf(await asked(account.removedMerchantIds[0]))).toEqual(refused(404, 'not_found'));
    expect(problemOf(await asked(account.merchantIds[0]))).toEqual(refused(404, 'not_found'));
  });
});

describe('a token that the caller cannot see', () => {
  test('has no bundles made: 404 for what is not there, deleted, expired or of another account', async () => {
    const { key, merchantId } = newAccount();
    const stranger = newAccount();
    const deleted = await newToken(key);
    await commerce.call(`/tokens/${deleted}`, { method: 'DELETE', headers: { 'x-api-key': key } });
    const expired = await newToken(key, { expires_at: '2999-01-01' });
    await commerce.sql(`UPDATE commerce.tokens SET expires_at = '2001-01-01' WHERE id = $1`, [expired]);
    const theirs = await newToken(stranger.key);
    for (const id of [deleted, expired, theirs, randomUUID(), 'nonsense'])
      expect(problemOf(await create(id, key, { merchant_id: merchantId }))).toEqual(refused(404, 'not_found'));
    expect(await commerce.sql('SELECT FROM commerce.network_tokens WHERE token_id = $1', [theirs])).toEqual([]);
  });
});

describe('a repeated creation', () => {
  test('with the same idempotency key makes one bundle and gives it again, marked', async () => {
    const { account, key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    await issueMerchantKey(commerce.service.url, { account_id: account.id, merchant_id: merchantId }, 'key-1');
    const headers = { 'x-idempotency-key': 'order-1' };
    const first = await create(tokenId, key, {}, headers);
    const again = await create(tokenId.toUpperCase(), key, {}, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(problemOf(await create(tokenId, key, { amount: 1 }, headers))).toEqual(
      refused(422, 'idempotency_key_reused'),
    );
    expect(await commerce.sql('SELECT id FROM commerce.payment_data WHERE token_id = $1', [tokenId])).toEqual([
      { id: first.body['id'] },
    ]);
  });

  test('for another token is another bundle: their records never meet', async () => {
    const { key, merchantId } = newAccount();
    const headers = { 'x-idempotency-key': 'order-2' };
    const tokens = [await newToken(key, { merchant_id: merchantId }), await newToken(key, { merchant_id: merchantId })];
    const answers = await Promise.all(tokens.map((id) => create(id, key, {}, headers)));
    expect(answers.map(({ body }) => body['token_id'])).toEqual(tokens);
  });

  test('is 404 when the token is gone: nothing of the bundle outlived it', async () => {
    const { key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const headers = { 'x-idempotency-key': 'order-3' };
    await create(tokenId, key, {}, headers);
    await commerce.call(`/tokens/${tokenId}`, { method: 'DELETE', headers: { 'x-api-key': key } });
    expect(problemOf(await create(tokenId, key, {}, headers))).toEqual(refused(404, 'not_found'));
  });

  test('after a crash between storing and answering gives the one that was stored', async () => {
    const { account, key, merchantId } = newAccount();
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const headers = { 'x-idempotency-key': 'order-4' };
    const first = await create(tokenId, key, {}, headers);
    await commerce.sql(
      `UPDATE commerce.idempotency_records SET answer = NULL, lease_until = now() - interval '1 second'
       WHERE account_id = $1`,
      [account.id],
    );
    const again = await create(tokenId, key, {}, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(await commerce.sql('SELECT FROM commerce.payment_data WHERE token_id = $1', [tokenId])).toHaveLength(1);
  });
});

describe('the first bundles of a token, many at once', () => {
  test('have one network token between them', async () => {
    const { account, key, merchantId } = newAccount();
    const bytes = await issueMerchantKey(
      commerce.service.url,
      { account_id: account.id, merchant_id: merchantId },
      'key-1',
    );
    const tokenId = await newToken(key, { merchant_id: merchantId });
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(tokenId, key)));
    const tokens = await Promise.all(answers.map(async (answer) => (await opened(answer, bytes)).network_token.token));
    expect(new Set(tokens).size).toBe(1);
    expect(await commerce.sql('SELECT FROM commerce.network_tokens WHERE token_id = $1', [tokenId])).toHaveLength(1);
  });
});

describe('with another provider', () => {
  const networkToken = { number: '4000000000000002', expiryYear: 2040, expiryMonth: 1, reference: 'r' };
  const good: NetworkTokenProvider = {
    name: 'a provider',
    provision: async () => ({ ok: true, networkToken }),
    authenticate: async () => ({ ok: true, authentication: { cryptogram: 'A'.repeat(27) + '=', eci: null } }),
  };

  async function inCommerceWith(networkTokens: NetworkTokenProvider, work: () => Promise<void>) {
    const before = commerce;
    commerce = await startTestCommerce({ networkTokens, settings: { servicePublicKeys } });
    try {
      await work();
    } finally {
      await commerce.stop();
      commerce = before;
    }
  }

  test('that breaks off in the middle, the bundle says so and is whole; the network token stays for the next', async () => {
    let provisioned = 0;
    let breaks = true;
    const provision: NetworkTokenProvider['provision'] = async () => ((provisioned += 1), { ok: true, networkToken });
    const authenticate: NetworkTokenProvider['authenticate'] = async (asked, signal) => {
      if (breaks) throw new Error(`cannot do it for ${asked.networkToken.number}`);
      return good.authenticate(asked, signal);
    };
    await inCommerceWith({ ...good, provision, authenticate }, async () => {
      const { key, merchantId } = newAccount();
      const tokenId = await newToken(key, { merchant_id: merchantId });
      const failed = await create(tokenId, key);
      expect(failed.body).toMatchObject({
        success: false,
        provider: 'a provider',
        failure_details: [{ code: 'provider_unavailable' }],
      });
      breaks = false;
      expect((await create(tokenId, key)).body).toMatchObject({ success: true, provider: 'a provider' });
      expect(provisioned).toBe(1);
    });
  });

  test('a token that is deleted while the provider works is 404, and nothing is left of it', async () => {
    const { promise: deleted, resolve } = Promise.withResolvers<void>();
    const { promise: asked, resolve: asking } = Promise.withResolvers<void>();
    const authenticate: NetworkTokenProvider['authenticate'] = async (payment, signal) => {
      asking();
      await deleted;
      return good.authenticate(payment, signal);
    };
    await inCommerceWith({ ...good, authenticate }, async () => {
      const { key, merchantId } = newAccount();
      const tokenId = await newToken(key, { merchant_id: merchantId });
      const creation = create(tokenId, key);
      await asked;
      await commerce.call(`/tokens/${tokenId}`, { method: 'DELETE', headers: { 'x-api-key': key } });
      resolve();
      expect(problemOf(await creation)).toEqual(refused(404, 'not_found'));
      expect(await commerce.sql('SELECT FROM commerce.payment_data')).toEqual([]);
      expect(await commerce.sql('SELECT FROM commerce.network_tokens')).toEqual([]);
    });
  });
});

describe('without a provider', () => {
  test('there are no bundles, and their lists are empty', async () => {
    const alone = await startTestCommerce({ settings: { networkTokenProvider: 'none' } });
    const before = commerce;
    commerce = alone;
    try {
      const { key, merchantId } = newAccount();
      const tokenId = await newToken(key, { merchant_id: merchantId });
      expect(problemOf(await create(tokenId, key))).toEqual(refused(409, 'network_tokens_unavailable'));
      expect(problemOf(await create(randomUUID(), key, { merchant_id: merchantId }))).toEqual(
        refused(404, 'not_found'),
      );
      expect((await read(`/tokens/${tokenId}/payment-data`, key)).body['data']).toEqual([]);
    } finally {
      commerce = before;
      await alone.stop();
    }
  });
});
