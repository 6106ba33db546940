import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { createTestDatabase, startProcess, type TestDatabase } from '@latchkey/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from './database/migrate';
import { createAccountsDouble } from './testing/accounts.double';
import { slowly, startAuthDouble, type AuthDouble } from './testing/auth.double';
import { call } from './testing/http';
import { refused, problemOf } from './testing/problem';
import { card, untilReady } from './testing/test-commerce';

const entry = 'dist/apps/commerce/main.js';
const accounts = createAccountsDouble();
const headers = { 'x-api-key': accounts.key(accounts.account()).secret };
let directory: string;
let database: TestDatabase;
let auth: AuthDouble;
let env: Record<string, string>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-commerce-'));
  const write = (name: string, content: string) => {
    writeFileSync(join(directory, name), content, { mode: 0o600 });
    return join(directory, name);
  };
  const root = { current: 1, keys: { 1: randomBytes(32).toString('base64') }, generated_for: 'development' };
  database = await createTestDatabase();
  auth = await startAuthDouble(accounts.behaviour);
  env = {
    LATCHKEY_MODE: 'test',
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: database.url('commerce'),
    AUTH_URLS: auth.url,
    SERVICE_PRIVATE_KEY_FILE: write(
      'key.json',
      JSON.stringify(generateServiceKeyPair('commerce', 'c-1').privateKeyFile),
    ),
    ROOT_KEY_FILE: write('root.json', JSON.stringify(root)),
    ACCESS_SPOOL_DIR: join(directory, 'accesses'),
    IDEMPOTENCY_KEY_FILE: write('idempotency.json', generateIdempotencyKeyFile()),
  };
});
afterAll(async () => {
  await auth?.stop();
  await database?.drop();
  rmSync(directory, { recursive: true, force: true });
});

const failure = (started: Promise<unknown>) =>
  started.then(
    () => 'started',
    (error: unknown) => (error as Error).message,
  );

describe('commerce as a process', () => {
  test('listens before its schema is there, is not ready and answers 503, and is in order once it has been migrated', async () => {
    const unreachable = { ...env, DATABASE_URL: 'postgres://commerce:pw@127.0.0.1:1/none' };
    const alone = await startProcess({ entry, env: unreachable });
    expect(problemOf(await call(alone.url, '/tokens', { headers }))).toEqual(refused(503, 'database_unavailable'));
    expect((await call(alone.adminUrl, '/healthz')).status).toBe(200);
    expect((await call(alone.adminUrl, '/readyz')).body).toMatchObject({ checks: { database: { ok: false } } });
    expect(await alone.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(alone.output()).not.toContain('pw@');

    const commerce = await startProcess({ entry, env });
    expect((await call(commerce.adminUrl, '/readyz')).status).toBe(503);
    await migrate({
      ownerUrl: database.ownerUrl,
      role: decodeURIComponent(new URL(database.url('commerce')).username),
    });
    await untilReady(commerce);
    expect((await call(commerce.url, '/tokens', { headers })).status).toBe(200);
    expect(await commerce.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(commerce.output()).toContain('"msg":"listening"');
  });

  test('finishes what it has begun when it is told to stop, and takes nothing new', async () => {
    const commerce = await startProcess({ entry, env });
    await untilReady(commerce);
    const asked = auth.checks.length;
    auth.behave(slowly(400, accounts.behaviour));
    const begun = call(commerce.url, '/tokens', { method: 'POST', headers, json: card() });
    while (auth.checks.length === asked) await sleep(5);
    const stopped = commerce.kill('SIGTERM');
    expect((await begun).status).toBe(201);
    expect(await stopped).toEqual({ code: 0, signal: null });
    auth.behave(accounts.behaviour);
    await expect(call(commerce.url, '/tokens', { headers })).rejects.toThrow(/ECONNREFUSED/);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a development root key in mode live', { LATCHKEY_MODE: 'live' }, /ROOT_KEY_FILE .*generated for development/],
    ['several wrong settings', { PORT: 'http', AUTH_URLS: '' }, /PORT .*AUTH_URLS |AUTH_URLS .*PORT /s],
  ])('%s: one sentence, exit code 1', async (_, wrong, sentence) => {
    const message = await failure(startProcess({ entry, env: { ...env, ...wrong } }));
    expect(message).toMatch(/ended with 1/);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('    at ');
  });
});
