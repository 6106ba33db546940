import { createLogger } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { hang, raw } from './testing/auth.double';
import { call } from './testing/http';
import { insertTokens } from './testing/insert-tokens';
import { card, startTestCommerce, VISA, type TestCommerce } from './testing/test-commerce';

let commerce: TestCommerce;
const lines: string[] = [];
const logger = createLogger({
  name: 'commerce',
  level: 'trace',
  destination: { write: (line) => void lines.push(line) },
});
beforeAll(async () => {
  commerce = await startTestCommerce({ logger });
});
afterAll(() => commerce?.stop());

test('neither log nor metrics hold a card number, a name, a key or its digest, whatever was sent and wherever it failed', async () => {
  const { accounts } = commerce;
  const key = accounts.key(accounts.account());
  const headers = { 'x-api-key': key.secret, 'x-idempotency-key': 'order-1' };
  const made = await commerce.call('/tokens', {
    method: 'POST',
    headers,
    json: card({ cardholder_name: 'Zoë Canary' }),
  });
  await commerce.call(`/tokens/${VISA}`, { headers });
  await commerce.call(`/tokens?business_key=${VISA}`, { headers });
  await commerce.call('/tokens', { method: 'POST', headers, raw: `{"account_number": "${VISA}` });
  await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': `${key.secret}x`, 'x-request-id': VISA } });
  await commerce.sql('UPDATE commerce.tokens SET wrapped_key = account_number');
  expect((await commerce.call(`/tokens/${String(made.body['id'])}`, { headers })).status).toBe(500);

  const digest = commerce.auth.checks.at(-1)?.digest ?? '';
  expect(digest.length).toBeGreaterThan(40);
  const metrics = (await call(commerce.service.adminUrl, '/metrics')).text;
  const written = [...lines, metrics].join('\n');
  expect(written).toContain('internal_error');
  for (const canary of [VISA, 'Canary', key.secret, key.secret.slice(30), digest])
    expect(written).not.toContain(canary);
});

test('metrics tell what was decided and how much is going on', async () => {
  const { accounts } = commerce;
  const key = accounts.key(accounts.account());
  await commerce.call('/tokens', { headers: { 'x-api-key': key.secret } });
  accounts.revoke(key);
  await commerce.call('/tokens', { headers: { 'x-api-key': key.secret } });
  const { text } = await call(commerce.service.adminUrl, '/metrics');
  expect(text).toMatch(/^commerce_authorizations_total\{verdict="allow",reason="none",service="commerce"\} [1-9]/m);
  expect(text).toMatch(
    /^commerce_authorizations_total\{verdict="deny",reason="api_key_revoked",service="commerce"\} 1$/m,
  );
  expect(text).toMatch(/^commerce_authorization_seconds_count\{service="commerce"\} [1-9]/m);
  expect(text).toMatch(/^commerce_requests_in_flight\{service="commerce"\} 0$/m);
  expect(text).toMatch(/^commerce_database_operations\{service="commerce"\} 0$/m);
  expect(text).toMatch(/^commerce_authorizations_waiting\{service="commerce"\} 0$/m);
});

test('readiness says why auth gives no verdicts', async () => {
  const { auth, accounts, service } = commerce;
  const fine = { database: { ok: true }, accesses: { ok: true } };
  const why = async () => (await call(service.adminUrl, '/readyz')).body['checks'];
  auth.behave(raw(401, '{}'));
  expect(await why()).toEqual({ ...fine, auth: { ok: false, message: 'unauthorized' } });
  auth.behave(hang);
  expect(await why()).toEqual({ ...fine, auth: { ok: false, message: 'deadline' } });
  auth.behave(accounts.behaviour);
  expect(await why()).toEqual({ ...fine, auth: { ok: true } });
});

test('is not ready without the schema of what no dump holds', async () => {
  const ready = async () => (await call(commerce.service.adminUrl, '/readyz')).status;
  await commerce.sql('ALTER SCHEMA commerce_volatile RENAME TO elsewhere');
  try {
    expect(await ready()).toBe(503);
  } finally {
    await commerce.sql('ALTER SCHEMA elsewhere RENAME TO commerce_volatile');
  }
  expect(await ready()).toBe(200);
});

test('what it can do is described at /openapi.json and /docs, without a key', async () => {
  const openApi = await commerce.call('/openapi.json');
  expect(openApi.status).toBe(200);
  expect(openApi.body).toMatchObject({ openapi: '3.1.1', security: [{ apiKey: [] }] });
  expect(Object.keys(openApi.body['paths'] as object)).toEqual([
    '/tokens',
    '/tokens/{id}',
    '/tokens/{id}/consume',
    '/tokens/{id}/payment-data',
    '/forward',
    '/payment-data/{id}/forward',
  ]);
  expect((await commerce.call('/docs')).headers['content-type']).toBe('text/html; charset=utf-8');
});

test('expired tokens are swept away when it starts, and nothing else is', async () => {
  const accountId = commerce.accounts.account().id;
  const [gone, later, never] = await insertTokens(commerce, accountId, [
    { expiresAt: '2001-01-01T00:00:00Z' },
    { expiresAt: '2999-01-01T00:00:00Z' },
    {},
  ]);
  await commerce.restart();
  const left = async () =>
    (await commerce.sql<{ id: string }>('SELECT id FROM commerce.tokens WHERE account_id = $1', [accountId])).map(
      ({ id }) => id,
    );
  while ((await left()).includes(String(gone))) await sleep(10);
  expect((await left()).sort()).toEqual([later, never].sort());
});

test('what is to be kept for a while only is swept away by itself: security codes within seconds of their end, forgotten keys', async () => {
  const accountId = commerce.accounts.account().id;
  const [tokenId] = await insertTokens(commerce, accountId, [{}]);
  const soon = new Date(Date.now() + 1_000);
  await commerce.sql(`INSERT INTO commerce_volatile.security_codes VALUES ($1, $2, $3, '\\x00', '\\x00')`, [
    tokenId,
    accountId,
    soon,
  ]);
  await commerce.sql(
    `INSERT INTO commerce.merchant_encryption_keys (account_id, merchant_id, kid, id, created_at, wrapped_key, encryption_key)
     VALUES ($1, $1, 'forgotten', $2, now() - interval '2 hours', '\\x00', '\\x00'), ($1, $1, 'young', $1, now(), '\\x00', '\\x00')`,
    [accountId, tokenId],
  );
  await commerce.restart();
  const codes = () => commerce.sql('SELECT FROM commerce_volatile.security_codes WHERE token_id = $1', [tokenId]);
  const keys = () =>
    commerce.sql<{ kid: string }>('SELECT kid FROM commerce.merchant_encryption_keys WHERE account_id = $1', [
      accountId,
    ]);
  while ((await codes()).length > 0) await sleep(50);
  expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
  while ((await keys()).length > 1) await sleep(50);
  expect(await keys()).toEqual([{ kid: 'young' }]);
}, 60_000);
