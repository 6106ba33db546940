import { generateKey } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';
import { type Answer, createClient, createTestKey, items, openTestAccount, type TestAccount } from '../testing/client';
import { OPERATOR_TOKEN, startTestService, type TestService } from '../testing/test-service';

let service: TestService;
let account: TestAccount;

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 1);
});
afterAll(() => service.dispose());

const CARD = '4111 1111 1111 1111';
const KEY = generateKey({ mode: 'test', keyId: randomUUID() }).key;

/** Every refusal has the same shape, and holds nothing that the caller sent. */
const expectProblem = ({ status, headers, text, body }: Answer, expected: string): void => {
  expect(`${status} ${body['classifier']}`).toBe(expected);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: `/docs/problems#${body['classifier']}`,
    title: expect.any(String),
    status,
    code: status,
    detail: body['message'],
    request_id: headers.get('x-request-id'),
  });
  for (const secret of [CARD, CARD.replaceAll(' ', ''), KEY]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/at .*\.[jt]s:\d+/);
};

const fields = ({ body }: Answer): unknown => items(body['errors']).map((error) => error['field']);

describe('POST /api-keys refuses', () => {
  test.each<[string, unknown, unknown[]]>([
    ['no label', {}, ['label']],
    ['a label that is no text', { label: 7 }, ['label']],
    ['an empty label', { label: '' }, ['label']],
    ['a label of spaces', { label: ' \t ' }, ['label']],
    ['a label of 101 characters', { label: 'é'.repeat(101) }, ['label']],
    ['NUL in a label', { label: 'a\0b' }, ['label']],
    ['a line break in a label', { label: 'a\nb' }, ['label']],
    ['a lone surrogate in a label', { label: 'a\ud800' }, ['label']],
    ['a card number in a label', { label: `Visa ${CARD}` }, ['label']],
    ['a key in a label', { label: `old: ${KEY}` }, ['label']],
    ['an unknown member', { label: 'a', colour: 'red' }, ['colour']],
    ['an unknown member of the scope', { label: 'a', scope: { merchant_ids: [], features: [], x: 1 } }, ['scope.x']],
    ['a scope that is no object', { label: 'a', scope: 'all' }, ['scope']],
    ['a scope that is a list', { label: 'a', scope: [] }, ['scope']],
    ['a scope without its lists', { label: 'a', scope: {} }, ['scope.merchant_ids', 'scope.features']],
    ['features that are no list', { label: 'a', scope: { merchant_ids: [], features: 'all' } }, ['scope.features']],
    [
      'a merchant that is no id',
      { label: 'a', scope: { merchant_ids: ['x'], features: ['tokens.list'] } },
      ['scope.merchant_ids'],
    ],
    [
      '5,001 merchants',
      { label: 'a', scope: { merchant_ids: Array(5_001).fill(randomUUID()), features: ['tokens.list'] } },
      ['scope.merchant_ids'],
    ],
    [
      'an unknown merchant',
      { label: 'a', scope: { merchant_ids: [randomUUID()], features: ['tokens.list'] } },
      ['scope.merchant_ids'],
    ],
    [
      'an empty merchant list',
      { label: 'a', scope: { merchant_ids: [], features: ['tokens.list'] } },
      ['scope.merchant_ids'],
    ],
    ['an unknown key to replace', { label: 'a', replaces: randomUUID() }, ['replaces']],
    ['a key to replace that is no id', { label: 'a', replaces: '' }, ['replaces']],
  ])('%s: 422 naming the field', async (_, json, expected) => {
    const answer = await account.operator.post('/api-keys', json);
    expectProblem(answer, '422 validation_failed');
    expect(fields(answer)).toEqual(expected);
  });

  test('an empty or unknown feature list: 422 naming it', async () => {
    for (const features of [[], ['tokens.eat']]) {
      const scope = { merchant_ids: account.merchantIds, features };
      const answer = await account.operator.post('/api-keys', { label: 'a', scope });
      expectProblem(answer, '422 validation_failed');
      expect(fields(answer)).toEqual(['scope.features']);
    }
  });

  test('what the model forbids: 403', async () => {
    for (const [model, classifier] of [
      ['platform', 'scoped_keys_unavailable'],
      ['managed_ecosystem', 'operating_model_forbids'],
    ] as const) {
      const other = await openTestAccount(service.url, model, 1);
      const scope = { merchant_ids: other.merchantIds, features: ['tokens.list'] };
      expectProblem(await other.operator.post('/api-keys', { label: 'a', scope }), `403 ${classifier}`);
    }
  });

  test.each<[string, string, string | Uint8Array<ArrayBuffer>, string]>([
    ['what is not JSON', 'application/json', '{"label": ', '400 malformed_body'],
    ['an array', 'application/json', '[]', '400 malformed_body'],
    ['null', 'application/json', 'null', '400 malformed_body'],
    ['a text', 'application/json', '"label"', '400 malformed_body'],
    ['nothing', 'application/json', '', '400 malformed_body'],
    [
      'what is not UTF-8',
      'application/json',
      new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      '400 malformed_body',
    ],
    ['2 MiB', 'application/json', JSON.stringify({ label: 'x'.repeat(2 * 1024 * 1024) }), '413 payload_too_large'],
    ['another content type', 'text/plain', '{"label":"a"}', '415 unsupported_media_type'],
    ['a form', 'application/x-www-form-urlencoded', 'label=a', '415 unsupported_media_type'],
    ['__proto__', 'application/json', '{"label":"a","__proto__":{"admin":true}}', '422 validation_failed'],
    ['__proto__ inside', 'application/json', '{"label":"a","scope":{"__proto__":{}}}', '422 validation_failed'],
    [
      'constructor.prototype',
      'application/json',
      '{"label":"a","constructor":{"prototype":{}}}',
      '422 validation_failed',
    ],
  ])('%s as %s', async (_, type, raw, expected) => {
    const headers = { 'content-type': type };
    expectProblem(await account.operator.request('POST', '/api-keys', { raw, headers }), expected);
  });

  test.each(['', 'a b', 'é', 'x'.repeat(256)])('the idempotency key %j: 400', async (key) => {
    const headers = { 'x-idempotency-key': Buffer.from(key).toString('latin1') };
    expectProblem(await account.operator.post('/api-keys', { label: 'a' }, headers), '400 bad_header');
  });

  test('any query', async () => {
    expectProblem(await account.operator.post('/api-keys?label=a', { label: 'a' }), '400 bad_query');
  });
});

describe('401 and 403 come before a bad body', () => {
  const raw = '{';
  const headers = { 'content-type': 'application/json' };
  test('without credentials', async () => {
    const answer = await createClient(service.url, {}).request('POST', '/api-keys', { raw, headers });
    expectProblem(answer, '401 missing_credentials');
  });
  test('with a key', async () => {
    const { secret } = await createTestKey(account);
    const answer = await createClient(service.url, { 'x-api-key': secret }).request('POST', '/api-keys', {
      raw,
      headers,
    });
    expectProblem(answer, '403 session_required');
  });
});

describe('GET /api-keys refuses', () => {
  test.each([
    'page=0',
    'page=-1',
    'page=x',
    'limit=0',
    'limit=501',
    'limit=1e2',
    'page=1&cursor=WzEsImNyZWF0ZWRfYXQiXQ',
    'cursor=rubbish',
    `cursor=${Buffer.from('[1,"created_at","desc","now()","x"]').toString('base64url')}`,
    'sort=colour',
    'sort=label+sideways',
    'sort=created_at;drop table',
    'status=lost',
    'merchant_id=x',
    'q=',
    'q=%00',
    `q=${'x'.repeat(101)}`,
    'limit=1&limit=2',
    'colour=red',
    '__proto__=x',
  ])('%s: 400 bad_query', async (query) => {
    expectProblem(await account.operator.get(`/api-keys?${query}`), '400 bad_query');
  });

  test.each(['rubbish', `${randomUUID()}:00000000000000000001`, 'a'.repeat(300)])(
    'the position %s: 400 unknown_position, for a list and for one',
    async (position) => {
      const { id } = await createTestKey(account);
      const headers = { 'x-latchkey-min-position': position };
      expectProblem(await account.operator.get('/api-keys', headers), '400 unknown_position');
      expectProblem(await account.operator.get(`/api-keys/${id}`, headers), '400 unknown_position');
    },
  );

  test('a position that is not reached in 2 s: 503', async () => {
    const { id, position } = await createTestKey(account);
    const headers = { 'x-latchkey-min-position': position.replace(/.$/, '').replace(/:0/, ':9') + '0' };
    const answers = await Promise.all([
      account.operator.get('/api-keys', headers),
      account.operator.get(`/api-keys/${id}`, headers),
    ]);
    for (const answer of answers) expectProblem(answer, '503 position_not_reached');
  });
});

describe('DELETE /api-keys/{id} refuses', () => {
  test.each(['wait=some', 'timeout_ms=-1', 'timeout_ms=60001', 'timeout_ms=x', 'force=true'])(
    '%s: 400, and the key stays',
    async (query) => {
      const { id } = await createTestKey(account);
      expectProblem(await account.operator.delete(`/api-keys/${id}?${query}`), '400 bad_query');
      expect((await account.operator.get(`/api-keys/${id}`)).body['status']).toBe('active');
    },
  );
});

describe('an API key is refused that', () => {
  const made = () => generateKey({ mode: 'test', keyId: randomUUID() }).key;
  const other = (character: string): string => (character === 'a' ? 'b' : 'a');
  test.each<[string, () => string | Promise<string>, string]>([
    ['has 10 kB', () => `lk_test_${'a'.repeat(10_000)}`, '401 invalid_api_key'],
    ['has another shape', () => 'hello', '401 invalid_api_key'],
    ['has a wrong checksum', () => made().replace(/.$/, other), '401 invalid_api_key'],
    ['has an unknown id', made, '401 invalid_api_key'],
    [
      'has another secret',
      async () => generateKey({ mode: 'test', keyId: (await createTestKey(account)).id }).key,
      '401 invalid_api_key',
    ],
    ['is of the other mode', () => generateKey({ mode: 'live', keyId: randomUUID() }).key, '401 wrong_mode'],
    ['comes twice', async () => `${made()}, ${made()}`, '400 duplicate_api_key'],
    ['is empty', () => '', '401 missing_api_key'],
  ])('%s', async (_, key, expected) => {
    const answer = await createClient(service.url, { 'x-api-key': await key() }).get('/api-key');
    expectProblem(answer, expected);
  });

  test('is unknown or has a wrong secret, in the same words', async () => {
    const { id } = await createTestKey(account);
    const [unknown, wrong] = await Promise.all(
      [randomUUID(), id].map(async (keyId) => {
        const { key } = generateKey({ mode: 'test', keyId });
        const { body } = await createClient(service.url, { 'x-api-key': key, 'x-request-id': 'r' }).get('/api-key');
        return body;
      }),
    );
    expect(unknown).toEqual(wrong);
  });
});

test('nothing secret that was sent here has reached the log', () => {
  // Booleans, so that a failure does not print what it found.
  const logs = service.logs();
  expect(logs.includes(CARD) || logs.includes(CARD.replaceAll(' ', ''))).toBe(false);
  expect(/lk_(test|live)_[0-9A-Za-z]{22}_/.test(logs)).toBe(false);
  expect(logs.includes(OPERATOR_TOKEN)).toBe(false);
  expect(logs.includes('internal_error')).toBe(false);
});
