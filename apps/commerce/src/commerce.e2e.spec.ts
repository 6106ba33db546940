import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from './database/migrate';
import { createAccountsDouble } from './testing/accounts.double';
import { slowly, startAuthDouble, type AuthDouble } from './testing/auth.double';
import { commerceProcesses, type CommerceProcesses } from './testing/commerce-process';
import { call } from './testing/http';
import { refused, problemOf } from './testing/problem';
import { card, untilReady } from './testing/test-commerce';

const accounts = createAccountsDouble();
const headers = { 'x-api-key': accounts.key(accounts.account()).secret };
let database: TestDatabase;
let auth: AuthDouble;
let processes: CommerceProcesses;

beforeAll(async () => {
  database = await createTestDatabase();
  auth = await startAuthDouble(accounts.behaviour);
  processes = commerceProcesses(database.url('commerce'), auth.url);
});
afterAll(async () => {
  await auth?.stop();
  await database?.drop();
  processes?.clean();
});

const failure = (started: Promise<unknown>) =>
  started.then(
    () => 'started',
    (error: unknown) => (error as Error).message,
  );

describe('commerce as a process', () => {
  test('listens before its schema is there, is not ready and answers 503, and is in order once it has been migrated', async () => {
    const alone = await processes.start({ DATABASE_URL: 'postgres://commerce:pw@127.0.0.1:1/none' });
    expect(problemOf(await call(alone.url, '/tokens', { headers }))).toEqual(refused(503, 'database_unavailable'));
    expect((await call(alone.adminUrl, '/healthz')).status).toBe(200);
    expect((await call(alone.adminUrl, '/readyz')).body).toMatchObject({ checks: { database: { ok: false } } });
    expect(await alone.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(alone.output()).not.toContain('pw@');

    const commerce = await processes.start();
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
    const commerce = await processes.start();
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
    const message = await failure(processes.start(wrong));
    expect(message).toMatch(/ended with 1/);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('    at ');
  });
});
