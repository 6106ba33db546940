import { createAuthClient, type AuthClient } from '@latchkey/auth-client';
import { startDisposablePostgres, type DisposablePostgres } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { createHistory, makeKey, opened } from './testing/history.fixture';
import { createLogDatabase, type LogDatabase } from './testing/log-database.fixture';
import { eventually, runAuth, serviceToken, wireCheck, type RunningAuth } from './testing/running-auth.fixture';

const accountId = randomUUID();
const key = makeKey(accountId);
const check = { keyId: key.keyId, digest: key.digest };

let postgres: DisposablePostgres;
let log: LogDatabase;
let auth: RunningAuth;
let client: AuthClient;

beforeAll(async () => {
  postgres = await startDisposablePostgres();
  log = await createLogDatabase(postgres.url());
  await createHistory(log.store)(opened(accountId, 'platform'), key.created);
  auth = await runAuth({ eventStoreUrl: postgres.url() });
  client = createAuthClient({ urls: [auth.url], token: serviceToken });
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(async () => {
  await client?.close();
  await auth?.stop();
  await log?.close();
  await postgres?.dispose();
});

/** So that a second without contact counts as five: the rule itself is tested with stopped clocks. */
const HASTE_MS = 4_000;

const outages: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
  ['killed', () => postgres.kill('SIGKILL'), () => postgres.restart()],
  [
    'hung',
    async () => void (await stopEverything(postgres.pid(), 'SIGSTOP')),
    async () => void (await stopEverything(postgres.pid(), 'SIGCONT')),
  ],
];

describe.each(outages)('PostgreSQL is %s', (_how, strike, heal) => {
  test('auth answers 503 and says why; when it is back, auth follows by itself and knows what was revoked', async () => {
    auth.skew(HASTE_MS);
    await eventually(
      () => client.verify(check),
      ({ verdict }) => verdict === 'allow',
    );
    await strike();

    const answer = await eventually(
      () => auth.verify([wireCheck(key)]),
      ({ status }) => status !== 200,
    );
    expect([answer.status, answer.body.classifier]).toEqual([503, 'authorization_unavailable']);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await client.verify(check)).toEqual({ verdict: 'unavailable', reason: 'authorization_unavailable' });
    const { text } = await eventually(auth.ready, ({ status }) => status === 503);
    expect(text).toContain('the end of the log was last reached');

    await heal();
    await eventually(
      () => client.verify(check),
      ({ verdict }) => verdict === 'allow',
    );
    const other = makeKey(accountId);
    const append = createHistory(log.store);
    const [created] = await eventually(
      () => append(other.created).catch(() => []),
      (positions) => positions.length > 0,
    );
    expect(await auth.verdictOf(other, { min_position: created })).toMatchObject({ verdict: 'allow' });
    const [revoked] = await append(other.revoked);
    const afterwards = await client.verify({ keyId: other.keyId, digest: other.digest, minPosition: String(revoked) });
    expect(afterwards).toMatchObject({ verdict: 'deny', reason: 'api_key_revoked' });
    expect((await auth.ready()).status).toBe(200);
  });
});

test('started while PostgreSQL is down, auth answers 503, and verdicts by itself once it is up', async () => {
  await postgres.stop();
  const early = await runAuth({ eventStoreUrl: postgres.url() });
  expect(await early.verdictOf(key)).toBe(503);
  await postgres.restart();
  await eventually(early.ready, ({ status }) => status === 200);
  expect(await early.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  await early.stop();
});

/** A postmaster that is stopped leaves its children running: all of them have to stand still. */
async function stopEverything(postmaster: number, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const { rows } = signal === 'SIGSTOP' ? await backends() : { rows: stopped };
  stopped = rows;
  process.kill(postmaster, signal);
  for (const { pid } of rows) process.kill(pid, signal);
}

let stopped: readonly { readonly pid: number }[] = [];
const backends = () =>
  log.owner.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name in ('auth-events', 'latchkey-event-store')",
  );
