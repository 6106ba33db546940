import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type RunningProcess, type TestDatabase } from '@latchkey/testing';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../database/migrate';
import { spooledBytes } from '../testing/access-rows';
import { createAccountsDouble } from '../testing/accounts.double';
import { startAuthDouble, type AuthDouble } from '../testing/auth.double';
import { commerceProcesses, type CommerceProcesses } from '../testing/commerce-process';
import { call } from '../testing/http';
import { card, untilReady } from '../testing/test-commerce';

const KILLS = 3;
const CLIENTS = 8;
const accounts = createAccountsDouble();
const headers = { 'x-api-key': accounts.key(accounts.account()).secret };
let database: TestDatabase;
let owner: Pool;
let auth: AuthDouble;
let processes: CommerceProcesses;
const running = new Set<RunningProcess>();

beforeAll(async () => {
  database = await createTestDatabase();
  const role = decodeURIComponent(new URL(database.url('commerce')).username);
  await migrate({ ownerUrl: database.ownerUrl, role });
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  auth = await startAuthDouble(accounts.behaviour);
  processes = commerceProcesses(database.url('commerce'), auth.url);
});
afterAll(async () => {
  await Promise.all([...running].map((commerce) => commerce.kill('SIGKILL')));
  processes?.clean();
  await Promise.all([auth?.stop(), owner?.end()]);
  await database?.drop();
});

async function start(): Promise<RunningProcess> {
  const commerce = await processes.start({ LOG_LEVEL: 'error' });
  running.add(commerce);
  await untilReady(commerce);
  return commerce;
}

/** Reads until told to stop; adds the request ids of those whose answer was received. */
async function read(url: () => string, token: string, name: string, received: string[], stop: AbortSignal) {
  for (let n = 0; !stop.aborted; n += 1) {
    const requestId = `${name}-${n}`;
    const path = n % 5 === 0 ? '/tokens?limit=2' : `/tokens/${token}`;
    try {
      const { status } = await call(url(), path, { headers: { ...headers, 'x-request-id': requestId } });
      if (status === 200) received.push(requestId);
    } catch {
      await sleep(5);
    }
  }
}

test('every read whose answer was received has its record, and one, when one of two processes is killed again and again', async () => {
  let mortal = await start();
  const other = await start();
  const stored = await call(other.url, '/tokens', { method: 'POST', headers, json: card() });
  const token = String(stored.body['id']);
  const stopping = new AbortController();
  const received: string[] = [];
  const clients = Array.from({ length: CLIENTS }, (_, n) =>
    read(() => (n % 2 === 0 ? mortal : other).url, token, `client-${n}`, received, stopping.signal),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = received.length;
    while (received.length < before + 100) await sleep(5);
    await mortal.kill('SIGKILL');
    mortal = await start();
  }
  stopping.abort();
  await Promise.all(clients);
  for (const { adminUrl } of [mortal, other]) while ((await spooledBytes(adminUrl)) > 0) await sleep(20);

  const { rows } = await owner.query<{ request_id: string; records: string }>(
    'SELECT request_id, count(*) AS records FROM commerce.access_records GROUP BY request_id',
  );
  const records = new Map(rows.map(({ request_id, records: count }) => [request_id, Number(count)]));
  expect(received.length).toBeGreaterThan(KILLS * 100);
  expect(received.filter((requestId) => !records.has(requestId))).toEqual([]);
  expect([...records].filter(([, count]) => count > 1)).toEqual([]);
  const [{ holes }] = (await owner.query('SELECT max(ordinal) - count(*) AS holes FROM commerce.access_records'))
    .rows as [{ holes: string }];
  expect(Number(holes)).toBe(0);
  // What the killed ones left was taken over, and is gone.
  expect(readdirSync(processes.spoolDirectory)).toHaveLength(2);
}, 60_000);
