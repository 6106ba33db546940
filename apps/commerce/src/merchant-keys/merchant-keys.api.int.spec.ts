import { newId } from '@latchkey/platform';
import { createServiceTokenSource, generateServiceKeyPair, type ServicePrivateKey } from '@latchkey/service-tokens';
import type { Call } from '../testing/http';
import { badQuery, invalid, problemOf, refused } from '../testing/problem';
import { startTestCommerce, type TestCommerce } from '../testing/test-commerce';

const keyManagement = generateServiceKeyPair('key-management', 'key-management-1');
const another = generateServiceKeyPair('another', 'another-1');
const stranger = generateServiceKeyPair('key-management', 'stranger-1');

function tokenOf({ service, kid, private_key: privateKey }: ServicePrivateKey, audience = 'commerce'): Promise<string> {
  return createServiceTokenSource({ service, kid, privateKey, audience }).token();
}

let commerce: TestCommerce;
let apiKey: string;
let good: string;
beforeAll(async () => {
  const keys = [...keyManagement.publicKeysFile.keys, ...another.publicKeysFile.keys];
  commerce = await startTestCommerce({ settings: { servicePublicKeys: { keys } } });
  apiKey = commerce.accounts.key(commerce.accounts.account()).secret;
  good = await tokenOf(keyManagement.privateKeyFile);
});
afterAll(() => commerce?.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (path: string, json: object, options: Call = {}) =>
  commerce.call(`/internal/v1/merchant-keys${path}`, { method: 'POST', json, headers: bearer(good), ...options });
const newMerchant = () => ({ account_id: newId(), merchant_id: newId() });

describe('key-management', () => {
  test('has a key made and put to use: told as often as it asks until then, and never again', async () => {
    const merchant = newMerchant();
    const kid = newId();
    const made = await post('', { ...merchant, kid });
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(made.body).toEqual({ kid, key: expect.stringMatching(/^[\w-]{43}$/) });
    expect((await post('', { ...merchant, kid })).text).toBe(made.text);
    for (let attempt = 0; attempt < 2; attempt++) {
      const activated = await post(`/${kid}/activate`, merchant);
      expect([activated.status, activated.text]).toEqual([204, '']);
    }
    const late = await post('', { ...merchant, kid });
    expect(problemOf(late)).toEqual(refused(409, 'conflict'));
  });

  test('is told 404 about a key that is not there, or is of another merchant or account', async () => {
    const merchant = newMerchant();
    const kid = newId();
    await post('', { ...merchant, kid });
    const others = [newMerchant(), { ...merchant, merchant_id: newId() }, { ...merchant, account_id: newId() }];
    for (const other of others) {
      expect(problemOf(await post(`/${kid}/activate`, other))).toEqual(refused(404, 'not_found'));
    }
    for (const unknown of [newId(), 'a%20b', 'x'.repeat(65)])
      expect(problemOf(await post(`/${unknown}/activate`, merchant))).toEqual(refused(404, 'not_found'));
    expect((await post(`/${kid}/activate`, merchant)).status).toBe(204);
  });

  const UUID = 'must be a UUID';
  const KID = 'must be 1 to 64 of A-Z, a-z, 0-9, ".", "_" and "-"';
  test.each<[string, string, object, Call, object]>([
    ['no members', '', {}, {}, invalid(['kid', KID], ['account_id', UUID], ['merchant_id', UUID])],
    [
      'no UUID',
      '',
      { account_id: 7, merchant_id: 'x', kid: 'k' },
      {},
      invalid(['account_id', UUID], ['merchant_id', UUID]),
    ],
    ['a kid with a space', '', { ...newMerchant(), kid: 'a b' }, {}, invalid(['kid', KID])],
    ['a kid of 65', '', { ...newMerchant(), kid: 'x'.repeat(65) }, {}, invalid(['kid', KID])],
    ['more', '', { ...newMerchant(), kid: 'k', key: 'x' }, {}, invalid(['key', 'is not known'])],
    ['a kid twice', '/k/activate', { ...newMerchant(), kid: 'k' }, {}, invalid(['kid', 'is not known'])],
    ['a query', '?a=1', { ...newMerchant(), kid: 'k' }, {}, badQuery('a', 'is not known')],
    ['text', '', {}, { raw: '{', headers: { 'content-type': 'application/json' } }, refused(400, 'malformed_body')],
  ])('with %s is told what is wrong', async (_, path, json, { headers, raw }, expected) => {
    const options = raw === undefined ? {} : { raw };
    const answer = await post(path, json, { ...options, headers: { ...headers, ...bearer(good) } });
    expect(problemOf(answer)).toEqual(expected);
  });
});

describe('anybody else', () => {
  const paths = ['', '/some-kid/activate'];

  test.each<[string, () => Promise<Call['headers']> | Call['headers'], object]>([
    ['nobody', () => ({}), refused(401, 'missing_credentials')],
    ['an API key', () => ({ 'x-api-key': apiKey }), refused(401, 'missing_credentials')],
    ['an API key as a token', () => bearer(apiKey), refused(401, 'invalid_credentials')],
    ['basic', () => ({ authorization: `Basic ${good}` }), refused(401, 'invalid_credentials')],
    ['an empty token', () => ({ authorization: 'Bearer ' }), refused(401, 'invalid_credentials')],
    [
      'another audience',
      async () => bearer(await tokenOf(keyManagement.privateKeyFile, 'auth')),
      refused(401, 'invalid_credentials'),
    ],
    ['an unknown key', async () => bearer(await tokenOf(stranger.privateKeyFile)), refused(401, 'invalid_credentials')],
    ['another service', async () => bearer(await tokenOf(another.privateKeyFile)), refused(403, 'forbidden')],
  ])('%s is refused before the body is judged, and nothing is made', async (_, headers, expected) => {
    for (const path of paths) {
      for (const json of [{ ...newMerchant(), kid: 'some-kid' }, {}]) {
        const answer = await post(path, json, { headers: { ...(await headers()) } });
        expect(problemOf(answer)).toEqual(expected);
      }
    }
    expect(await commerce.sql(`SELECT kid FROM commerce.merchant_encryption_keys WHERE kid = 'some-kid'`)).toEqual([]);
  });

  test('cannot use a service token instead of an API key anywhere else', async () => {
    for (const path of ['/tokens', `/tokens/${newId()}`, `/tokens/${newId()}/payment-data`])
      expect(problemOf(await commerce.call(path, { headers: bearer(good) }))).toEqual(refused(401, 'missing_api_key'));
    for (const path of ['/internal', '/internal/v1', '/internal/v1/merchant-keys/x', '/internal/v1/merchant-keys/x/y'])
      expect((await commerce.call(path, { method: 'POST', headers: bearer(good) })).status).toBe(404);
  });

  test('finds it in no public description', async () => {
    const { paths } = (await commerce.call('/openapi.json')).body;
    expect(Object.keys(paths as object).filter((path) => path.includes('internal'))).toEqual([]);
  });
});

describe('without the public keys of any service', () => {
  test('nobody gets in: it fails closed', async () => {
    const alone = await startTestCommerce();
    try {
      const answer = await alone.call('/internal/v1/merchant-keys', {
        method: 'POST',
        headers: bearer(good),
        json: { ...newMerchant(), kid: 'k' },
      });
      expect(problemOf(answer)).toEqual(refused(401, 'invalid_credentials'));
    } finally {
      await alone.stop();
    }
  });
});
