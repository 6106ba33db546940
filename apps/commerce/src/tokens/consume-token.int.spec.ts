import { randomUUID } from 'node:crypto';
import { POSITION } from '../testing/auth.double';
import type { Call } from '../testing/http';
import { badQuery, invalid, problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
beforeAll(async () => {
  commerce = await startTestCommerce();
});
afterAll(() => commerce?.stop());

function newAccount() {
  const account = commerce.accounts.account();
  return { account, key: commerce.accounts.key(account).secret };
}

const create = (key: string, over: object, headers: Record<string, string> = {}) =>
  commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key, ...headers }, json: card(over) });
const consume = (id: string, key: string, { headers, ...options }: Call = {}) =>
  commerce.call(`/tokens/${id}/consume`, { method: 'POST', ...options, headers: { 'x-api-key': key, ...headers } });
const codes = (id: string) =>
  commerce.sql('SELECT expires_at FROM commerce_volatile.security_codes WHERE token_id = $1', [id]);

describe('a security code', () => {
  test('is in no answer: not to the creation, a repeat of it, a read or a list', async () => {
    const { key } = newAccount();
    const headers = { 'x-idempotency-key': 'order-1' };
    const made = await create(key, { security_code: '737' }, headers);
    const again = await create(key, { security_code: '737' }, headers);
    const id = String(made.body['id']);
    const answers = [
      made,
      again,
      await commerce.call(`/tokens/${id}`, { headers: { 'x-api-key': key } }),
      await commerce.call('/tokens', { headers: { 'x-api-key': key } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    for (const { text } of answers) expect(text).not.toMatch(/security_code|"737"/);
    expect(await codes(id)).toHaveLength(1);
  });

  test.each([
    ['4111111111111111', '737', 1],
    ['378282246310005', '7373', 1],
    ['378282246310005', '737', 1],
    ['4111111111111111', null, 0],
  ])('of card %s may be %j: %d kept', async (account_number, security_code, kept) => {
    const made = await create(newAccount().key, { account_number, security_code });
    expect(made.status).toBe(201);
    expect(await codes(String(made.body['id']))).toHaveLength(kept);
  });

  test('is not kept longer because the creation is repeated', async () => {
    const { key } = newAccount();
    const headers = { 'x-idempotency-key': 'order-2' };
    const id = String((await create(key, { security_code: '737' }, headers)).body['id']);
    const before = await codes(id);
    await create(key, { security_code: '737' }, headers);
    expect(await codes(id)).toEqual(before);
    await consume(id, key);
    expect((await create(key, { security_code: '737' }, headers)).status).toBe(201);
    expect(await codes(id)).toEqual([]);
  });
});

describe('consuming', () => {
  test('drops the code, leaves the token, and may be repeated', async () => {
    const { key } = newAccount();
    const id = String((await create(key, { security_code: '737' })).body['id']);
    for (const options of [{}, { json: {} }, { headers: { 'x-idempotency-key': 'k' } }]) {
      const answer = await consume(id, key, options);
      expect([answer.status, answer.text, answer.headers['x-latchkey-position']]).toEqual([204, '', POSITION]);
      expect(await codes(id)).toEqual([]);
    }
    expect((await commerce.call(`/tokens/${id}`, { headers: { 'x-api-key': key } })).status).toBe(200);
  });

  test('what is not there, or is of another account, is 404 and stays as it is', async () => {
    const { key } = newAccount();
    const id = String((await create(key, { security_code: '737' })).body['id']);
    for (const target of [id, randomUUID(), 'nonsense'])
      expect(problemOf(await consume(target, newAccount().key))).toEqual(refused(404, 'not_found'));
    expect(await codes(id)).toHaveLength(1);
  });

  test('is not for scoped keys', async () => {
    const { account, key } = newAccount();
    const id = String((await create(key, { security_code: '737', merchant_id: account.merchantIds[0] })).body['id']);
    const scope = { merchantIds: account.merchantIds, features: ['tokens.read', 'cardholder-data.forward'] };
    const scoped = commerce.accounts.key(account, scope).secret;
    expect(problemOf(await consume(id, scoped))).toEqual(refused(403, 'feature_not_in_scope'));
    expect(await codes(id)).toHaveLength(1);
  });

  test.each<[string, string, Call, object]>([
    ['a query', '?now=1', {}, badQuery('now', 'is not known')],
    ['a member', '', { json: { security_code: '737' } }, invalid(['security_code', 'is not known'])],
    ['__proto__', '', { raw: '{"__proto__": {}}' }, invalid(['__proto__', 'is not known'])],
    ['no JSON', '', { raw: '{' }, refused(400, 'malformed_body')],
    ['an array', '', { json: [] }, refused(400, 'malformed_body')],
    ['text', '', { raw: 'x', headers: { 'content-type': 'text/plain' } }, refused(415, 'unsupported_media_type')],
    ['a bad idempotency key', '', { headers: { 'x-idempotency-key': 'a b' } }, refused(400, 'bad_header')],
  ])('with %s is refused', async (_, query, options, expected) => {
    const { key } = newAccount();
    const id = String((await create(key, { security_code: '737' })).body['id']);
    const headers = { 'content-type': 'application/json', 'x-api-key': key, ...options.headers };
    const answer = await commerce.call(`/tokens/${id}/consume${query}`, { method: 'POST', ...options, headers });
    expect(problemOf(answer)).toEqual(expected);
    expect(await codes(id)).toHaveLength(1);
  });
});
