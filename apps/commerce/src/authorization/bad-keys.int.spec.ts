import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import type { Call } from '../testing/http';
import { problemOf, refused } from '../testing/problem';
import { startTestCommerce, type TestCommerce } from '../testing/test-commerce';

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
      // Asked all the same: a 401 or 403 would come first.
      1,
    ],
  ])('%s is told so, by every route, before its body is judged', async (_, headers, expected, lookUps) => {
    const before = commerce.auth.checks.length;
    const calls: [string, Call][] = [
      ['/tokens', { method: 'POST', raw: '{"not json', headers: { 'content-type': 'application/json' } }],
      ['/tokens?page=0', {}],
      ['/tokens/nonsense', {}],
      ['/tokens/nonsense', { method: 'DELETE' }],
      ['/tokens/nonsense/consume', { method: 'POST', json: { a: 1 } }],
      ['/tokens/nonsense/payment-data', { method: 'POST', json: {} }],
      ['/tokens/nonsense/payment-data?page=0', {}],
    ];
    for (const [path, options] of calls) {
      const answer = await commerce.call(path, { ...options, headers: { ...options.headers, ...headers() } });
      expect(problemOf(answer)).toEqual(expected);
      expect(answer.text).not.toContain(key.slice(-20));
    }
    expect(commerce.auth.checks.length - before).toBe(lookUps * calls.length);
  });
});
