import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import type { Call } from '../testing/http';
import { payment } from '../testing/make-bundle';
import { badQuery, invalid, problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let key: string;
let path: string;
beforeAll(async () => {
  commerce = await startTestCommerce();
  const account = commerce.accounts.account();
  key = commerce.accounts.key(account).secret;
  const json = card({ merchant_id: account.merchantIds[0] });
  const made = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json });
  path = `/tokens/${String(made.body['id'])}/payment-data`;
});
afterAll(async () => {
  await commerce?.stop();
});

const AMOUNT = 'must be an integer from 0 to 9007199254740991';
const CURRENCY = 'must be an ISO 4217 currency code';
const json = { 'content-type': 'application/json' };

describe('a body that will not do', () => {
  test.each<[string, Call, object]>([
    ['not JSON', { raw: '{"amount": ', headers: json }, refused(400, 'malformed_body')],
    ['an array', { json: [payment()] }, refused(400, 'malformed_body')],
    ['nothing', { headers: json }, refused(400, 'malformed_body')],
    ['2 MiB', { json: payment({ reference: 'x'.repeat(2 << 20) }) }, refused(413, 'payload_too_large')],
    ['text', { raw: '{}', headers: { 'content-type': 'text/plain' } }, refused(415, 'unsupported_media_type')],
    [
      'no members',
      { json: {} },
      invalid(['amount', AMOUNT], ['currency_code', CURRENCY], ['reference', 'must be a string']),
    ],
    ['a negative amount', { json: payment({ amount: -1 }) }, invalid(['amount', AMOUNT])],
    ['half a cent', { json: payment({ amount: 12.5 }) }, invalid(['amount', AMOUNT])],
    ['an amount as text', { json: payment({ amount: '12' }) }, invalid(['amount', AMOUNT])],
    ['an amount of null', { json: payment({ amount: null }) }, invalid(['amount', AMOUNT])],
    ['more than a number holds', { json: payment({ amount: 2 ** 53 }) }, invalid(['amount', AMOUNT])],
    [
      'an endless amount',
      { raw: '{"amount": 1e999, "currency_code": "EUR", "reference": "r"}', headers: json },
      invalid(['amount', AMOUNT]),
    ],
    ['a currency in small letters', { json: payment({ currency_code: 'eur' }) }, invalid(['currency_code', CURRENCY])],
    ['a currency that is none', { json: payment({ currency_code: 'XXX' }) }, invalid(['currency_code', CURRENCY])],
    ['a currency by number', { json: payment({ currency_code: 978 }) }, invalid(['currency_code', CURRENCY])],
    ['an empty reference', { json: payment({ reference: '' }) }, invalid(['reference', 'must not be empty'])],
    ['no reference', { json: payment({ reference: null }) }, invalid(['reference', 'must be a string'])],
    [
      'a reference of 101 characters',
      { json: payment({ reference: 'x'.repeat(101) }) },
      invalid(['reference', 'must have at most 100 characters']),
    ],
    [
      'a card number as a reference',
      { json: payment({ reference: `card ${VISA}` }) },
      invalid(['reference', 'must not contain a card number']),
    ],
    [
      'NUL in a reference',
      { json: payment({ reference: 'a\0b' }) },
      invalid(['reference', 'must not contain control characters']),
    ],
    [
      'a merchant id that is none',
      { json: payment({ merchant_id: 'shop' }) },
      invalid(['merchant_id', "must be the id of one of the account's merchants"]),
    ],
    ['success decided by the caller', { json: payment({ success: true }) }, invalid(['success', 'is not known'])],
    ['__proto__', { raw: '{"__proto__": {}}', headers: json }, invalid(['__proto__', 'is not known'])],
  ])('%s', async (_, options, expected) => {
    for (const target of [path, `/tokens/${randomUUID()}/payment-data`, '/tokens/nonsense/payment-data']) {
      const headers = { 'x-api-key': key, ...options.headers };
      const answer = await commerce.call(target, { method: 'POST', ...options, headers });
      const sorted = (problem: object) => ({
        ...problem,
        errors: new Set((problem as { errors?: unknown[] }).errors ?? []),
      });
      expect(sorted(problemOf(answer))).toEqual(sorted(expected));
      expect(answer.text).not.toContain(VISA);
    }
  });

  test('an API key as a reference', async () => {
    const reference = generateKey({ mode: 'test', keyId: randomUUID() }).key;
    const answer = await commerce.call(path, {
      method: 'POST',
      headers: { 'x-api-key': key },
      json: payment({ reference }),
    });
    expect(problemOf(answer)).toEqual(invalid(['reference', 'must not contain an API key']));
  });

  test('a query, and an idempotency key that is none, are told first', async () => {
    const headers = { 'x-api-key': key };
    expect(problemOf(await commerce.call(`${path}?a=1`, { method: 'POST', headers, json: {} }))).toEqual(
      badQuery('a', 'is not known'),
    );
    const bad = { ...headers, 'x-idempotency-key': 'two words' };
    expect(problemOf(await commerce.call(path, { method: 'POST', headers: bad, json: {} }))).toEqual(
      refused(400, 'bad_header'),
    );
  });

  test('none of all these was stored; zero and the largest amount are', async () => {
    expect(await commerce.sql('SELECT FROM commerce.payment_data')).toEqual([]);
    const headers = { 'x-api-key': key, ...json };
    for (const amount of ['0', '-0', '9007199254740991', '1e3']) {
      const raw = `{"amount": ${amount}, "currency_code": "JPY", "reference": "r"}`;
      const answer = await commerce.call(path, { method: 'POST', headers, raw });
      expect([answer.status, answer.text]).toEqual([201, expect.stringContaining(`"amount":${Number(amount) + 0},`)]);
    }
    const list = await commerce.call(`${path}?sort=created_at+asc`, { headers });
    const amounts = (list.body['data'] as { amount: number }[]).map(({ amount }) => amount);
    expect(amounts.sort((a, b) => a - b)).toEqual([0, 0, 1000, Number.MAX_SAFE_INTEGER]);
  });
});

describe('a list query that will not do', () => {
  test.each([
    ['limit=0', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=501', badQuery('limit', 'must be an integer from 1 to 500')],
    ['page=0', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['cursor=x', badQuery('cursor', 'must be a next_cursor of this list')],
    ['sort=amount', badQuery('sort', 'must be one of created_at, followed by +asc or +desc')],
    ['merchant_id=x', badQuery('merchant_id', 'is not known')],
  ])('%s', async (query, expected) => {
    for (const target of [path, '/tokens/nonsense/payment-data']) {
      const answer = await commerce.call(`${target}?${query}`, { headers: { 'x-api-key': key } });
      expect(problemOf(answer)).toEqual(expected);
    }
  });
});
