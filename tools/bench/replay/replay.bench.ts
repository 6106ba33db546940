import { createPool } from '@latchkey/postgres';
import { createInstallation, startProcess, type Installation, type RunningProcess } from '@latchkey/testing';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from '../../operator/operator';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { summarize } from '../lib/statistics';
import insertLog from './insert-log.sql';

const EVENTS = 1_000_000;
const ROUNDS = 3;
const TARGET_SECONDS = 15;
const PATIENCE_MS = 120_000;

/**
 * An auth service that starts beside a log of a million events, from its start until it gives verdicts: it has then read all
 * of them from PostgreSQL into its index.
 */
export async function benchReplay({ rounds = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    await fillLog(installation);
    const seconds: number[] = [];
    const megabytes: number[] = [];
    // The installation's own auth reads the same million meanwhile.
    await replay(installation);
    for (let round = 0; round < rounds; round++) {
      const replayed = await replay(installation);
      seconds.push(replayed.seconds);
      megabytes.push(replayed.megabytes);
    }
    return report(seconds, megabytes);
  } finally {
    await installation.dispose();
  }
}

async function fillLog(installation: Installation): Promise<void> {
  const local = installation.local();
  const { accountId } = await openAccount(local, 'Bench of replay');
  const connectionString = local.database_url;
  const pool = createPool({ connectionString, applicationName: 'bench', max: 1, statementTimeoutMs: 0 });
  try {
    await pool.query(insertLog, [accountId, EVENTS]);
    await pool.query('VACUUM ANALYZE event_store.events');
  } finally {
    await pool.end();
  }
}

async function replay(installation: Installation): Promise<{ seconds: number; megabytes: number }> {
  const secret = (name: string) => join(installation.dataDir, 'secrets', name);
  const began = performance.now();
  const auth = await startProcess({
    entry: 'dist/apps/auth/main.js',
    env: {
      ...{ LATCHKEY_MODE: 'test', LOG_LEVEL: 'warn', PORT: '0', ADMIN_PORT: '0' },
      DATABASE_URL: installation.local().database_url,
      PEPPERS_FILE: secret('peppers.json'),
      SERVICE_PUBLIC_KEYS_FILE: secret('service-public-keys.json'),
    },
  });
  try {
    await untilReady(auth);
    const seconds = (performance.now() - began) / 1000;
    const metrics = await (await fetch(`${auth.adminUrl}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
    const value = (name: string) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(metrics)?.[1]);
    const applied = value('auth_applied_events_total');
    if (!(applied >= EVENTS)) throw new Error(`auth is ready after ${applied} events`);
    return { seconds, megabytes: value('process_resident_memory_bytes') / 2 ** 20 };
  } finally {
    await auth.kill();
  }
}

async function untilReady({ adminUrl }: RunningProcess): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${adminUrl}/readyz`, { signal: AbortSignal.timeout(30_000) });
    const body = await answer.text();
    if (answer.ok) return;
    if (performance.now() > deadline) throw new Error(`auth did not get ready in time: ${body}`);
    await sleep(50);
  }
}

function report(seconds: readonly number[], megabytes: readonly number[]): BenchReport {
  const { median, min, max } = summarize(seconds);
  const memory = summarize(megabytes);
  return {
    name: 'replay',
    setting: `${EVENTS.toLocaleString('en-US')} events of keys from PostgreSQL into auth’s index, ${seconds.length} starts of auth`,
    head: ['what', 'median', 'min', 'max'],
    rows: [
      ['seconds from the start of the process until it is ready', median, min, max],
      ['events/s', EVENTS / median, EVENTS / max, EVENTS / min],
      ['MiB resident afterwards', memory.median, memory.min, memory.max],
    ],
    notes: [
      `Target: at most ${TARGET_SECONDS} s; ${max <= TARGET_SECONDS ? 'met by every start' : 'not met by every start'}.`,
      'Eight of ten events make a key, one labels one, one revokes one. Another auth, which runs beside it, has read them before.',
    ],
    data: { events: EVENTS, seconds, megabytes },
  };
}
