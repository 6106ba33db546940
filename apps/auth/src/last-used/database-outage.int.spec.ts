import { createInMemoryEventStore } from '@latchkey/event-store';
import { createLogger } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import { startDisposablePostgres, type DisposablePostgres } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { migrate } from '../database/migrate';
import { createHistory, makeKey, opened } from '../testing/history.fixture';
import { eventually, runAuth, tokenFor, type RunningAuth } from '../testing/running-auth.fixture';
import { createPostgresLastUsed } from './postgres-last-used';

const accountId = randomUUID();
const key = makeKey(accountId);
let postgres: DisposablePostgres;
let auth: RunningAuth;
let stopped: Promise<void> | undefined;
const stop = () => (stopped ??= auth.stop());

beforeAll(async () => {
  postgres = await startDisposablePostgres();
  const store = createInMemoryEventStore();
  await createHistory(store)(opened(accountId, 'platform'), key.created);
  const logger = createLogger({ name: 'test', level: 'silent' });
  const lastUsed = createPostgresLastUsed({ databaseUrl: postgres.url(), onIdleError: (err) => logger.warn({ err }) });
  auth = await runAuth({ store, lastUsed });
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(async () => {
  if (auth) await stop();
  await postgres?.dispose();
});

const read = async () => {
  const headers = { authorization: `Bearer ${await tokenFor('auth', 'key-management')}` };
  const response = await fetch(`${auth.url}/v1/last-used`, { headers });
  return { status: response.status, body: (await response.json()) as { classifier?: string; data?: unknown[] } };
};
const pending = async () => Number(/auth_last_used_pending_keys\{[^}]*\} (\d+)/.exec(await auth.metrics())?.[1]);
const failures = async () =>
  Number(/auth_last_used_flushes_total\{outcome="failed",[^}]*\} (\d+)/.exec(await auth.metrics())?.[1] ?? 0);

test('without its tables auth gives verdicts, keeps the uses, says 503 to who asks, and is ready', async () => {
  expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  await eventually(failures, (count) => count > 0);
  expect(await read()).toMatchObject({ status: 503, body: { classifier: 'database_unavailable' } });
  expect((await auth.ready()).status).toBe(200);
  expect(await pending()).toBe(1);
  await migrate({ ownerUrl: postgres.url() });
  await eventually(storedMs, (stored) => stored.length === 1);
  expect(await read()).toMatchObject({ status: 200, body: { data: [{ key_id: key.keyId }] } });
});

test('while the database is away auth gives verdicts and keeps the uses; they are stored when it is back', async () => {
  const before = await failures();
  await postgres.kill('SIGKILL');
  expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  const usedAt = Date.now();
  await eventually(failures, (count) => count > before);
  expect(await read()).toMatchObject({ status: 503, body: { classifier: 'database_unavailable' } });
  expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  await postgres.restart();
  const second = Math.floor(usedAt / 1000) * 1000;
  await eventually(storedMs, ([ms = 0, ...others]) => ms >= second && others.length === 0);
});

test('an orderly end stores what was used up to it', async () => {
  await eventually(pending, (count) => count === 0);
  await query('DELETE FROM auth.last_used');
  expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  await stop();
  expect((await query('SELECT FROM auth.last_used')).rowCount).toBe(1);
});

async function storedMs(): Promise<number[]> {
  const { rows } = await query('SELECT used_at FROM auth.last_used');
  return rows.map(({ used_at }) => used_at.getTime());
}

async function query(text: string) {
  const pool = createPool({ connectionString: postgres.url(), applicationName: 'test', max: 1 });
  try {
    return await pool.query<{ used_at: Date }>(text);
  } finally {
    await pool.end();
  }
}
