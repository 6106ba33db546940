import { silentLogger, type RunningService } from '@latchkey/platform';
import { ensureDatabase, ensureRole } from '@latchkey/embedded-postgres';
import { startDisposablePostgres, type DisposablePostgres } from '@latchkey/testing';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommerceSettings } from '../commerce.settings';
import { startCommerce } from '../start-commerce';
import { createAccountsDouble } from '../testing/accounts.double';
import { startAuthDouble, type AuthDouble } from '../testing/auth.double';
import { call, type Call } from '../testing/http';
import { problemOf } from '../testing/problem';
import { card, testSettings, untilReady } from '../testing/test-commerce';
import { migrate } from './migrate';

let postgres: DisposablePostgres;
let auth: AuthDouble;
let commerce: RunningService;
let settings: CommerceSettings;
const accounts = createAccountsDouble();
const headers = { 'x-api-key': accounts.key(accounts.account()).secret };

beforeAll(async () => {
  // A server of one's own: this one is killed.
  postgres = await startDisposablePostgres();
  await ensureRole(postgres.url(), { name: 'commerce', password: 'for-this-test' });
  await ensureDatabase(postgres.url(), { name: 'latchkey', owner: 'postgres', users: ['commerce'] });
  await migrate({ ownerUrl: postgres.url('latchkey'), role: 'commerce' });
  const url = new URL(postgres.url('latchkey'));
  url.username = 'commerce';
  url.password = 'for-this-test';
  auth = await startAuthDouble(accounts.behaviour);
  settings = testSettings({ databaseUrl: url.href, authUrls: [auth.url] });
  commerce = await startCommerce(settings, { logger: silentLogger() });
  await untilReady(commerce);
});
afterAll(async () => {
  await commerce?.stop();
  await auth?.stop();
  await postgres?.dispose();
  rmSync(settings.accesses.spool.directory, { recursive: true, force: true });
});

const ask = (path: string, options: Call = {}) =>
  call(commerce.url, path, { ...options, headers: { ...headers, ...options.headers } });
const create = () => ask('/tokens', { method: 'POST', json: card({ cardholder_name: 'Zoë' }) });

async function until(holds: () => Promise<boolean>) {
  while (!(await holds())) await sleep(50);
}

interface Readiness {
  readonly status: string;
  readonly checks: Record<string, { ok: boolean; message?: string }>;
}
const readiness = async () => (await call(commerce.adminUrl, '/readyz')).body as unknown as Readiness;

describe('the database', () => {
  test('killed and back: 503 on every route meanwhile, everything as before afterwards, nobody restarted anything', async () => {
    const made = await create();
    const id = String(made.body['id']);
    await postgres.kill('SIGKILL');

    const away = { status: 503, classifier: 'database_unavailable' };
    // Connections that were idle when it died are noticed one by one; what was sent down one of them is not known.
    await until(async () => (await create()).body['classifier'] === away.classifier);
    const calls: [string, Call][] = [
      ['/tokens', {}],
      ['/tokens', { method: 'POST', json: card() }],
      ['/tokens', { method: 'POST', json: card(), headers: { 'x-idempotency-key': 'k' } }],
      [`/tokens/${id}`, {}],
      [`/tokens/${id}`, { method: 'DELETE' }],
    ];
    for (const [path, options] of calls) {
      const answer = await ask(path, options);
      expect(problemOf(answer)).toEqual(away);
      expect(answer.headers['retry-after']).toBe('1');
    }
    // The rights come first: who may not is not told about the weather inside.
    expect(problemOf(await call(commerce.url, '/tokens', { headers: { 'x-api-key': 'x' } })).status).toBe(401);
    const notReady = await readiness();
    expect(notReady).toMatchObject({ status: 'not_ready', checks: { database: { ok: false }, auth: { ok: true } } });

    await postgres.restart();
    await until(async () => (await ask(`/tokens/${id}`)).status === 200);
    expect((await ask(`/tokens/${id}`)).text).toBe(made.text);
    await until(async () => (await create()).status === 201);
    expect(await readiness()).toMatchObject({
      status: 'ready',
      checks: { database: { ok: true }, auth: { ok: true } },
    });
  });

  test('and auth are named apart when one is missing', async () => {
    const { port } = auth;
    await auth.stop();
    const answer = await call(commerce.adminUrl, '/readyz');
    expect(answer.status).toBe(503);
    expect((answer.body as unknown as Readiness).checks).toMatchObject({ database: { ok: true }, auth: { ok: false } });
    auth = await startAuthDouble(accounts.behaviour, port);
    await until(async () => (await readiness()).status === 'ready');
  });
});
