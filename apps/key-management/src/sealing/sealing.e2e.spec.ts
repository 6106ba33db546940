import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createPool, type Pool } from '@latchkey/postgres';
import {
  generateSealingKeyFile,
  parseSeal,
  type Seal,
  sealingKeySchema,
  verifyConsistency,
  verifySeal,
} from '@latchkey/seals';
import { appendKeyEvents, type RunningProcess, startProcess, type TestDatabase } from '@latchkey/testing';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { metric, readiness } from '../relay/testing/relay-stage';
import { migratedDatabase } from '../testing/test-service';
import { until } from '../testing/until';
import { everythingIn, rootOf } from './testing/sealing-stage';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-sealing-'));
const keyFile = join(directory, 'sealing-key.json');
const key = generateSealingKeyFile();
const sealsFile = join(directory, 'seals.ndjson');

let database: TestDatabase;
let log: ReturnType<typeof createPostgresEventStore>;
let pool: Pool;
const processes: RunningProcess[] = [];

beforeAll(async () => {
  writeFileSync(keyFile, JSON.stringify(key), { mode: 0o600 });
  database = await migratedDatabase();
  log = createPostgresEventStore({ connectionString: database.url('key_management'), applicationName: 'test' });
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'test', max: 2 });
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill('SIGKILL')));
  await Promise.all([log.close(), pool.end()]);
  await database.drop();
  rmSync(directory, { recursive: true });
});

const start = async (): Promise<RunningProcess> => {
  const env = {
    LATCHKEY_MODE: 'test',
    ADMIN_PORT: '0',
    DATABASE_URL: database.url('key_management'),
    SEALING_KEY_FILE: keyFile,
    SEALS_FILE: sealsFile,
    SEAL_INTERVAL_MS: '100',
  };
  const started = await startProcess({ entry: 'apps/key-management/src/relay.main.ts', env });
  processes.push(started);
  return started;
};
const seals = async (): Promise<Seal[]> => {
  const { rows } = await pool.query<{ seal: string }>(
    `SELECT seal FROM key_management.seals WHERE log = 'events' ORDER BY number`,
  );
  return rows.map(({ seal }) => parseSeal(JSON.parse(seal)));
};
const headOf = ({ size, root }: Seal) => ({ size, root: Buffer.from(root, 'hex') });
const leads = async (one: RunningProcess) => (await metric(one, 'sealing_leader')) === 1;

test('killed at any moment while the log grows: one chain of seals over what was logged, and everything once beside it', async () => {
  const growing = appendKeyEvents(log, 40, 150);
  for (const afterMs of [30, 250, 600]) {
    const one = await start();
    await until(() => leads(one));
    await sleep(afterMs * Math.random());
    await one.kill('SIGKILL');
    // As it would be taken from it in eight seconds.
    await pool.query(`UPDATE key_management.sealer SET expires_at = '-infinity'`);
  }
  await growing;
  const last = await start();
  await until(async () => (await seals()).at(-1)?.size === 6_000, 30_000);

  const events = await everythingIn(log);
  const all = await seals();
  const { publicKey } = sealingKeySchema.parse(key);
  for (const [at, seal] of all.entries()) {
    expect(seal.root).toBe(rootOf(events.slice(0, seal.size)));
    expect(verifySeal(seal, publicKey)).toBe(true);
    const before = all[at - 1];
    if (before === undefined) continue;
    const proof = seal.consistency.map((hash) => Buffer.from(hash, 'hex'));
    expect(verifyConsistency({ from: headOf(before), to: headOf(seal), proof })).toBe(true);
  }
  const { rows } = await pool.query('SELECT ordinal::int FROM key_management.audit_entries ORDER BY ordinal');
  expect(rows).toEqual(events.map((_, at) => ({ ordinal: at + 1 })));
  const published = () => readFileSync(sealsFile, 'utf8').split('\n').slice(0, -1);
  await until(() => published().length >= all.length);
  expect(new Set(published().map((line) => parseSeal(JSON.parse(line)).size))).toEqual(
    new Set(all.map(({ size }) => size)),
  );
  expect((await readiness(last)).status).toBe(200);
  expect(last.output()).not.toContain('PRIVATE KEY');
});

test('of two one seals; when it is killed the other goes on within 15 s', async () => {
  const first = processes.at(-1) as RunningProcess; // of the test before
  const second = await start();
  expect(await leads(first)).toBe(true);
  expect(await leads(second)).toBe(false);
  expect((await readiness(second)).status).toBe(200);
  await first.kill('SIGKILL');
  await appendKeyEvents(log, 1, 5);
  await until(async () => (await seals()).at(-1)?.size === 6_005, 15_000);
  expect(await leads(second)).toBe(true);
  expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});
