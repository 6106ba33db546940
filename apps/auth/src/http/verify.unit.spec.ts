import { createInMemoryEventStore } from '@latchkey/event-store';
import { createServiceTokenSource, generateServiceKeyPair } from '@latchkey/service-tokens';
import { randomUUID } from 'node:crypto';
import { createHistory, destinationAllowed, makeKey, opened, type TestKey } from '../testing/history.fixture';
import {
  eventually,
  runAuth,
  serviceToken,
  tokenFor,
  wireCheck,
  type RunningAuth,
} from '../testing/running-auth.fixture';

const accountId = randomUUID();
let auth: RunningAuth;
let key: TestKey;
let position: string | undefined;

beforeAll(async () => {
  const store = createInMemoryEventStore();
  key = makeKey(accountId);
  const development = { ports: [8080], relay: 'status_only', insecureLoopback: true } as const;
  const facts = [opened(accountId, 'platform'), destinationAllowed(accountId, randomUUID(), 'localhost', development)];
  position = (await createHistory(store)(...facts, key.created)).at(-1);
  auth = await runAuth({ store }, 'debug');
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(() => auth?.stop());

describe('who may ask', () => {
  const stranger = generateServiceKeyPair('commerce', 'commerce-1').privateKeyFile;
  const forged = createServiceTokenSource({ ...stranger, privateKey: stranger.private_key, audience: 'auth' });

  test.each<[string, string, () => Promise<Record<string, string>>]>([
    ['nobody', 'missing_credentials', async () => ({})],
    ['a key', 'missing_credentials', async () => ({ 'x-api-key': 'lk_test_x' })],
    ['another scheme', 'missing_credentials', async () => ({ authorization: `Basic ${await serviceToken()}` })],
    ['rubbish', 'invalid_credentials', async () => ({ authorization: 'Bearer rubbish' })],
    [
      'a token for another service',
      'invalid_credentials',
      async () => ({ authorization: `Bearer ${await tokenFor('relay')}` }),
    ],
    ['a forged token', 'invalid_credentials', async () => ({ authorization: `Bearer ${await forged.token()}` })],
  ])('%s is 401 %s, whatever the body is', async (_who, classifier, headers) => {
    const body = 'x'.repeat(2 * 1024 * 1024);
    const answer = await auth.post(body, { 'content-type': 'text/plain', ...(await headers()) });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ classifier, code: 401 });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('a call that is no call', () => {
  const check = () => wireCheck(key);
  const json = (value: unknown) => JSON.stringify(value);
  test.each<[string, number, string, () => string | undefined, string?]>([
    ['no body', 400, 'malformed_body', () => undefined],
    ['no JSON', 400, 'malformed_body', () => '{"checks":['],
    ['an array', 400, 'malformed_body', () => json([check()])],
    ['a number', 400, 'malformed_body', () => '7'],
    ['null', 400, 'malformed_body', () => 'null'],
    ['2 MiB', 413, 'payload_too_large', () => json({ checks: ['x'.repeat(2 * 1024 * 1024)] })],
    ['plain text', 415, 'unsupported_media_type', () => json({ checks: [check()] }), 'text/plain'],
    ['no checks', 422, 'validation_failed', () => '{}'],
    ['empty checks', 422, 'validation_failed', () => json({ checks: [] })],
    ['checks that are no list', 422, 'validation_failed', () => json({ checks: check() })],
    ['1001 checks', 422, 'validation_failed', () => json({ checks: Array.from({ length: 1001 }, check) })],
    ['an unknown member', 422, 'validation_failed', () => json({ checks: [check()], key: 'x' })],
    ['__proto__', 422, 'validation_failed', () => `{"checks":[${json(check())}],"__proto__":{}}`],
    ['a wait that is text', 422, 'validation_failed', () => json({ checks: [check()], wait_ms: '5' })],
    ['a wait of 2001 ms', 422, 'validation_failed', () => json({ checks: [check()], wait_ms: 2001 })],
  ])('%s: %d %s', async (_what, status, classifier, body, type = 'application/json') => {
    const authorization = `Bearer ${await serviceToken()}`;
    const sent = body();
    const answer = await auth.post(sent, { authorization, ...(sent === undefined ? {} : { 'content-type': type }) });
    expect([answer.status, answer.body.classifier]).toEqual([status, classifier]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toContain(wireCheck(key).digest);
  });

  test('1000 checks are judged', async () => {
    const { status, body } = await auth.verify(Array.from({ length: 1000 }, () => wireCheck(key)));
    expect([status, body.verdicts.filter(({ verdict }) => verdict === 'allow').length]).toEqual([200, 1000]);
  });
});

describe('an answer', () => {
  test('has every member, in the order of the checks', async () => {
    const stranger = makeKey(accountId);
    const { body, headers } = await auth.verify([wireCheck(key), wireCheck(stranger)]);
    expect(body).toEqual({
      position,
      verdicts: [
        {
          ...{ verdict: 'allow', reason: null, key_id: key.keyId, account_id: accountId, operating_model: 'platform' },
          ...{ merchant_ids: '*', features: '*', own_merchant_id: null, position },
          ...{ forward_url: null, destination: null },
        },
        {
          ...{ verdict: 'deny', reason: 'invalid_api_key', key_id: stranger.keyId, account_id: null },
          ...{ operating_model: null, merchant_ids: null, features: null, own_merchant_id: null, position },
          ...{ forward_url: null, destination: null },
        },
      ],
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBeTruthy();
  });

  test('says how to treat the destination that was asked about', async () => {
    const destination = { url: 'http://localhost:8080/pay', method: 'POST' };
    const { body } = await auth.verify([wireCheck(key, { destination })]);
    expect(body.verdicts[0]?.destination).toEqual({ relay: 'status_only', insecure_loopback: true });
  });

  test('one wrong check does no harm to the others', async () => {
    const poisoned = JSON.parse(`{"__proto__":{"verdict":"allow"},"constructor":{"prototype":{}}}`);
    const wrong = [7, null, 'text', [], {}, poisoned, { ...wireCheck(key), destination: 'https://psp.example' }];
    const { status, body } = await auth.verify([wireCheck(key), ...wrong, wireCheck(key)]);
    expect(status).toBe(200);
    expect(body.verdicts.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
      'allow null',
      ...['malformed bad_check', 'malformed bad_check', 'malformed bad_check', 'malformed bad_check'],
      ...['malformed bad_key_id', 'malformed bad_key_id', 'malformed bad_destination'],
      'allow null',
    ]);
  });
});

describe('what is around it', () => {
  test('readiness, metrics, OpenAPI and its page answer', async () => {
    await auth.verify([wireCheck(key), {}]);
    expect(JSON.parse((await auth.ready()).text)).toEqual({
      status: 'ready',
      checks: { event_log: { ok: true }, index: { ok: true } },
    });
    const metrics = await auth.metrics();
    expect(metrics).toMatch(/auth_verdicts_total\{verdict="allow",reason="",service="auth"\} [1-9]/);
    expect(metrics).toMatch(/auth_verdicts_total\{verdict="malformed",reason="bad_key_id",service="auth"\} [1-9]/);
    expect(metrics).toMatch(/auth_index_entries\{kind="key",service="auth"\} 1/);
    expect(metrics).toMatch(/auth_log_lag_seconds\{service="auth"\} 0\.\d+/);
    expect(metrics).toMatch(/auth_verify_batch_checks_count\{service="auth"\} [1-9]/);
    expect(metrics).toMatch(/http_request_duration_seconds_count\{.*route="\/v1\/verify".*\} [1-9]/);
    const openApi = (await (await fetch(`${auth.url}/openapi.json`)).json()) as { openapi: string; paths: object };
    expect([openApi.openapi, Object.keys(openApi.paths)]).toEqual(['3.1.0', ['/v1/verify', '/v1/last-used']]);
    expect((await fetch(`${auth.url}/docs`)).status).toBe(200);
    expect((await fetch(`${auth.url}/v1/nothing`)).status).toBe(404);
  });

  test('neither a digest nor a token is in any log line or metric', async () => {
    const wrong = { ...wireCheck(key), digest: `${wireCheck(key).digest}AAAA` };
    await auth.verify([wireCheck(key), wrong]);
    await auth.post(JSON.stringify({ checks: [wireCheck(key)], extra: wireCheck(key).digest }));
    await auth.post(`{"checks": ${wireCheck(key).digest}`);
    const seen = auth.logs() + (await auth.metrics());
    expect(auth.logs()).toContain('"route":"/v1/verify"');
    expect(seen).not.toContain(wireCheck(key).digest);
    expect(seen).not.toContain(await serviceToken());
  });
});
