import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import type { Call } from '../testing/http';
import { badQuery, invalid, problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let key: string;
beforeAll(async () => {
  commerce = await startTestCommerce();
  key = commerce.accounts.key(commerce.accounts.account()).secret;
});
afterAll(() => commerce?.stop());

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
    [
      'a security code of two digits',
      card({ security_code: '12' }),
      invalid(['security_code', 'must be a string of 3 or 4 digits']),
    ],
    [
      'a security code as a number',
      card({ security_code: 123 }),
      invalid(['security_code', 'must be a string of 3 or 4 digits']),
    ],
    [
      'an empty security code',
      card({ security_code: '' }),
      invalid(['security_code', 'must be a string of 3 or 4 digits']),
    ],
    [
      'a security code in other digits',
      card({ security_code: '١٢٣' }),
      invalid(['security_code', 'must be a string of 3 or 4 digits']),
    ],
    [
      'a security code of four digits for a Visa card',
      card({ security_code: '9753' }),
      invalid(['security_code', 'must have 3 digits; 4 are for American Express alone']),
    ],
    [
      'a security code of four digits for a card that is none',
      card({ account_number: 7, security_code: '9753' }),
      invalid(
        ['account_number', 'must be a string of 12 to 19 digits'],
        ['security_code', 'must have 3 digits; 4 are for American Express alone'],
      ),
    ],
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
    expect(answer.text).not.toContain('9753');
  });

  test('an API key as a business key', async () => {
    const body = card({ business_key: generateKey({ mode: 'test', keyId: randomUUID() }).key });
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
