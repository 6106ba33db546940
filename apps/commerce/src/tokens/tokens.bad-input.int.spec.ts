import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import type { Call } from '../testing/http';
import { problemOf } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let key: string;
let revoked: string;

beforeAll(async () => {
  commerce = await startTestCommerce();
  const { accounts } = commerce;
  const account = accounts.account();
  key = accounts.key(account).secret;
  const dead = accounts.key(account);
  accounts.revoke(dead);
  revoked = dead.secret;
});
afterAll(() => commerce?.stop());

const invalid = (...errors: [string, string][]) => ({
  status: 422,
  classifier: 'validation_failed',
  errors: errors.map(([field, message]) => ({ field, message })),
});
const badQuery = (field: string, message: string) => ({
  status: 400,
  classifier: 'bad_query',
  errors: [{ field, message }],
});
const refused = (status: number, classifier: string) => ({ status, classifier });

/** One character of the secret is another one; the checksum stays. */
const withWrongChecksum = (secret: string) => secret.slice(0, 40) + (secret[40] === 'x' ? 'y' : 'x') + secret.slice(41);
const stranger = () => generateKey({ mode: 'test', keyId: randomUUID() }).key;
const otherMode = () => generateKey({ mode: 'live', keyId: randomUUID() }).key;

describe('a key that will not do', () => {
  test.each<[string, () => Call['headers'], object, number]>([
    ['none', () => ({}), refused(401, 'missing_api_key'), 0],
    ['an empty one', () => ({ 'x-api-key': '' }), refused(401, 'missing_api_key'), 0],
    ['two headers', () => ({ 'x-api-key': [key, key] }), refused(400, 'duplicate_api_key'), 0],
    ['two in one header', () => ({ 'x-api-key': `${key}, ${key}` }), refused(400, 'duplicate_api_key'), 0],
    ['10 kB', () => ({ 'x-api-key': 'k'.repeat(10_240) }), refused(401, 'invalid_api_key'), 0],
    ['not shaped like one', () => ({ 'x-api-key': 'secret' }), refused(401, 'invalid_api_key'), 0],
    ['a wrong checksum', () => ({ 'x-api-key': withWrongChecksum(key) }), refused(401, 'invalid_api_key'), 0],
    ['the other mode', () => ({ 'x-api-key': otherMode() }), refused(401, 'wrong_mode'), 0],
    ['an unknown id', () => ({ 'x-api-key': stranger() }), refused(401, 'invalid_api_key'), 1],
    ['revoked', () => ({ 'x-api-key': revoked }), refused(401, 'api_key_revoked'), 1],
    [
      'a min position of another log',
      () => ({ 'x-api-key': key, 'x-latchkey-min-position': 'another-log:0000000001' }),
      refused(400, 'unknown_position'),
      1,
    ],
    [
      'a min position that is rubbish',
      () => ({ 'x-api-key': key, 'x-latchkey-min-position': 'a b' }),
      refused(400, 'unknown_position'),
      0,
    ],
  ])('%s is told so, by every route, before its body is judged', async (_, headers, expected, lookUps) => {
    const before = commerce.auth.checks.length;
    const calls: [string, Call][] = [
      ['/tokens', { method: 'POST', raw: '{"not json', headers: { 'content-type': 'application/json' } }],
      ['/tokens?page=0', {}],
      ['/tokens/nonsense', {}],
      ['/tokens/nonsense', { method: 'DELETE' }],
    ];
    for (const [path, options] of calls) {
      const answer = await commerce.call(path, { ...options, headers: { ...options.headers, ...headers() } });
      expect(problemOf(answer)).toEqual(expected);
      expect(answer.text).not.toContain(key.slice(-20));
    }
    expect(commerce.auth.checks.length - before).toBe(lookUps * calls.length);
  });
});

describe('a body that will not do', () => {
  const json = { 'content-type': 'application/json' };

  test.each<[string, Call, object]>([
    ['not JSON', { raw: '{"account_number": ', headers: json }, refused(400, 'malformed_body')],
    ['a JSON array', { json: [card()] }, refused(400, 'malformed_body')],
    ['a JSON string', { json: 'card' }, refused(400, 'malformed_body')],
    ['null', { json: null }, refused(400, 'malformed_body')],
    ['nothing', { headers: json }, refused(400, 'malformed_body')],
    [
      'bytes that are no UTF-8',
      { raw: Buffer.from([0x7b, 0xff, 0x7d]), headers: json },
      refused(400, 'malformed_body'),
    ],
    ['2 MiB', { json: card({ business_key: 'x'.repeat(2 << 20) }) }, refused(413, 'payload_too_large')],
    [
      'another content type',
      { raw: JSON.stringify(card()), headers: { 'content-type': 'text/plain' } },
      refused(415, 'unsupported_media_type'),
    ],
  ])('%s', async (_, options, expected) => {
    const answer = await commerce.call('/tokens', {
      method: 'POST',
      ...options,
      headers: { ...options.headers, 'x-api-key': key },
    });
    expect(problemOf(answer)).toEqual(expected);
  });

  test('a query where none belongs is told before what is wrong with the body', async () => {
    const headers = { 'x-api-key': key };
    const answer = await commerce.call('/tokens?dry_run=1', { method: 'POST', headers, json: {} });
    expect(problemOf(answer)).toEqual(badQuery('dry_run', 'is not known'));
  });

  test.each<[string, object, object]>([
    [
      'no members',
      {},
      invalid(
        ['account_number', 'must be a string of 12 to 19 digits'],
        ['expiry_month', 'must be an integer from 1 to 12'],
        ['expiry_year', 'must be an integer of four digits'],
      ),
    ],
    [
      'a card number failing Luhn',
      card({ account_number: '4111111111111112' }),
      invalid(['account_number', 'does not pass the Luhn check']),
    ],
    [
      'a card number as a number',
      card({ account_number: 4111111111111111 }),
      invalid(['account_number', 'must be a string of 12 to 19 digits']),
    ],
    [
      'a spaced card number',
      card({ account_number: '4111 1111 1111 1111' }),
      invalid(['account_number', 'must be a string of 12 to 19 digits']),
    ],
    [
      '11 digits',
      card({ account_number: '41111111112' }),
      invalid(['account_number', 'must be a string of 12 to 19 digits']),
    ],
    [
      '20 digits',
      card({ account_number: '41111111111111111111' }),
      invalid(['account_number', 'must be a string of 12 to 19 digits']),
    ],
    [
      'other digits',
      card({ account_number: '٤١١١١١١١١١١١١١١١' }),
      invalid(['account_number', 'must be a string of 12 to 19 digits']),
    ],
    [
      'a card of last year',
      card({ expiry_year: 2001 }),
      invalid(['expiry_year', 'is in the past: the card has expired']),
    ],
    ['month 0', card({ expiry_month: 0 }), invalid(['expiry_month', 'must be an integer from 1 to 12'])],
    ['month 13', card({ expiry_month: 13 }), invalid(['expiry_month', 'must be an integer from 1 to 12'])],
    ['a month as text', card({ expiry_month: '12' }), invalid(['expiry_month', 'must be an integer from 1 to 12'])],
    ['a month and a half', card({ expiry_month: 1.5 }), invalid(['expiry_month', 'must be an integer from 1 to 12'])],
    ['a year of two digits', card({ expiry_year: 40 }), invalid(['expiry_year', 'must be an integer of four digits'])],
    [
      'a year of five digits',
      card({ expiry_year: 20400 }),
      invalid(['expiry_year', 'must be an integer of four digits']),
    ],
    ['an empty name', card({ cardholder_name: '' }), invalid(['cardholder_name', 'must not be empty'])],
    ['a name of spaces', card({ cardholder_name: '  ' }), invalid(['cardholder_name', 'must not be empty'])],
    [
      'a name of 101 characters',
      card({ cardholder_name: 'x'.repeat(101) }),
      invalid(['cardholder_name', 'must have at most 100 characters']),
    ],
    [
      'NUL in a name',
      card({ cardholder_name: 'a\0b' }),
      invalid(['cardholder_name', 'must not contain control characters']),
    ],
    [
      'a lone surrogate in a name',
      card({ cardholder_name: 'a\ud800' }),
      invalid(['cardholder_name', 'must be well-formed Unicode text']),
    ],
    [
      'a card number as a name',
      card({ cardholder_name: `Anna ${VISA}` }),
      invalid(['cardholder_name', 'must not contain a card number']),
    ],
    [
      'a card number as a business key',
      card({ business_key: '4111-1111-1111-1111' }),
      invalid(['business_key', 'must not contain a card number']),
    ],
    ['an object as a business key', card({ business_key: { a: 1 } }), invalid(['business_key', 'must be a string'])],
    [
      'a merchant id that is none',
      card({ merchant_id: 'shop' }),
      invalid(['merchant_id', "must be the id of one of the account's merchants"]),
    ],
    ['a past end', card({ expires_at: '2001-01-01T00:00:00Z' }), invalid(['expires_at', 'must be in the future'])],
    [
      'an end beyond the year 9999',
      card({ expires_at: '9999-12-31T23:59:59-12:00' }),
      invalid(['expires_at', 'must be in the future']),
    ],
    [
      'an end that is no time',
      card({ expires_at: 'tomorrow' }),
      invalid(['expires_at', 'must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)']),
    ],
    [
      'an end on 30 February',
      card({ expires_at: '2040-02-30T00:00:00Z' }),
      invalid(['expires_at', 'must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)']),
    ],
    ['a security code', card({ security_code: '123' }), invalid(['security_code', 'is not known'])],
    ['an id of its own', card({ id: randomUUID() }), invalid(['id', 'is not known'])],
    [
      'two faults',
      card({ expiry_month: 0, colour: 'red' }),
      invalid(['expiry_month', 'must be an integer from 1 to 12'], ['colour', 'is not known']),
    ],
  ])('%s', async (_, body, expected) => {
    const answer = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json: body });
    const problem = problemOf(answer);
    const sorted = (p: object) => ({ ...p, errors: new Set((p as { errors: unknown[] }).errors) });
    expect(sorted(problem)).toEqual(sorted(expected));
    expect(answer.text).not.toContain(VISA.slice(0, 12));
  });

  test('an API key as a business key', async () => {
    const body = card({ business_key: stranger() });
    const answer = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json: body });
    expect(problemOf(answer)).toEqual(invalid(['business_key', 'must not contain an API key']));
    expect(answer.text).not.toContain('lk_test_');
  });

  test.each([
    ['__proto__', '{"__proto__": {"admin": true}, "account_number": "4111111111111111"}', '__proto__'],
    ['constructor.prototype', '{"constructor": {"prototype": {"admin": true}}}', 'constructor'],
  ])('%s is an unknown member and changes nothing', async (_, raw, field) => {
    const headers = { 'x-api-key': key, ...json };
    const answer = await commerce.call('/tokens', { method: 'POST', headers, raw });
    expect(problemOf(answer)).toEqual(invalid([field, 'is not known']));
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test.each(['', 'two words', 'x'.repeat(256), 'naïve'])('an idempotency key %j', async (idempotencyKey) => {
    const headers = { 'x-api-key': key, 'x-idempotency-key': idempotencyKey };
    for (const json of [card(), {}]) {
      const answer = await commerce.call('/tokens', { method: 'POST', headers, json });
      expect(problemOf(answer)).toEqual(refused(400, 'bad_header'));
    }
  });

  test('none of all these was stored', async () => {
    expect(await commerce.sql('SELECT id FROM commerce.tokens')).toEqual([]);
  });
});

describe('a query that will not do', () => {
  const TIME = 'must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)';
  const SORT = 'must be one of created_at, followed by +asc or +desc';
  const SCHEME =
    'must be one of VISA, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Unknown; at most 100, separated by commas';

  test.each<[string, object]>([
    ['page=0', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=-1', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=1e3', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=99999999999999999999', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['limit=0', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=501', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=10&limit=20', badQuery('limit', 'must be given once')],
    ['cursor=!!', badQuery('cursor', 'must be a next_cursor of this list')],
    ['cursor=e30', badQuery('cursor', 'must be a next_cursor of this list')],
    ['sort=scheme', badQuery('sort', SORT)],
    ['sort=created_at+sideways', badQuery('sort', SORT)],
    ['from=yesterday', badQuery('from', TIME)],
    ['from=2026-02-30', badQuery('from', TIME)],
    ['to=2026-01-01T00:00:00', badQuery('to', TIME)],
    ['scheme=Maestro', badQuery('scheme', SCHEME)],
    ['scheme=VISA,,JCB', badQuery('scheme', SCHEME)],
    ['merchant_id=shop', badQuery('merchant_id', 'must be a UUID; at most 100, separated by commas')],
    ['business_key=%00', badQuery('business_key', 'must be 1 to 200 characters; at most 100, separated by commas')],
    ['colour=red', badQuery('colour', 'is not known')],
    ['__proto__=1', badQuery('__proto__', 'is not known')],
  ])('?%s', async (query, expected) => {
    const answer = await commerce.call(`/tokens?${query}`, { headers: { 'x-api-key': key } });
    expect(problemOf(answer)).toEqual(expected);
  });

  test('page and cursor at once', async () => {
    const headers = { 'x-api-key': key };
    for (let made = 0; made < 2; made++) await commerce.call('/tokens', { method: 'POST', headers, json: card() });
    const first = await commerce.call('/tokens?limit=1', { headers });
    const { next_cursor: cursor } = first.body['pagination'] as { next_cursor: string };
    const answer = await commerce.call(`/tokens?page=1&cursor=${cursor}`, { headers });
    expect(problemOf(answer)).toEqual(badQuery('cursor', 'must not be given together with page'));
    const turned = await commerce.call(`/tokens?sort=created_at+asc&cursor=${cursor}`, { headers });
    expect(problemOf(turned)).toEqual(badQuery('cursor', 'belongs to a list that is sorted otherwise'));
  });

  test('an unknown route is 404 and an id that is none is 404, whatever it holds', async () => {
    const headers = { 'x-api-key': key };
    for (const path of ['/cards', '/tokens/x/y', '/tokens/%00', '/tokens/..%2F..', `/tokens/${'9'.repeat(4000)}`]) {
      expect(problemOf(await commerce.call(path, { headers }))).toEqual(refused(404, 'not_found'));
    }
    const put = await commerce.call('/tokens', { method: 'PUT', headers, json: card() });
    expect(problemOf(put)).toEqual(refused(404, 'not_found'));
  });
});
