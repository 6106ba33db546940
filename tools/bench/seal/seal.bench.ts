import { createPool, type Pool } from '@latchkey/postgres';
import { generateSealingKeyFile } from '@latchkey/seals';
import { type RunningProcess, startDisposablePostgres, startProcess } from '@latchkey/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runMigration } from '../../lib/run-migration';
import type { BenchOptions } from '../lib/bench-options';
import type { BenchReport } from '../lib/report';
import { summarize } from '../lib/statistics';
import insertLog from '../replay/insert-log.sql';

const EVENTS = 1_000_000;
const TARGET_PER_SECOND = 15_000;
const ACCOUNT = '10000000-0000-4000-8000-000000000001';

interface Round {
  readonly perSecond: number;
  readonly megabytes: number;
  readonly seals: number;
}

/**
 * The relay as a process, which reads a log of a million events from PostgreSQL (fsync on) and writes its tree, the audit index and
 * seals, from the first checkpoint to the last.
 */
export async function benchSeal({ rounds = 1 }: BenchOptions): Promise<BenchReport> {
  const postgres = await startDisposablePostgres({ fsync: 'on', full_page_writes: 'on' });
  const pool = createPool({
    connectionString: postgres.url(),
    applicationName: 'bench',
    max: 2,
    statementTimeoutMs: 0,
  });
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-seal-'));
  try {
    await runMigration('key-management', postgres.url());
    await pool.query(insertLog, [ACCOUNT, EVENTS]);
    await pool.query('VACUUM ANALYZE event_store.events');
    const keyFile = join(directory, 'sealing-key.json');
    writeFileSync(keyFile, JSON.stringify(generateSealingKeyFile()), { mode: 0o600 });
    const results: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      // Another log, whose tree begins anew.
      await pool.query('SELECT event_store.renew_log_id()');
      results.push(await runRound(pool, postgres.url(), keyFile));
    }
    return report(results);
  } finally {
    await pool.end();
    await postgres.dispose();
    rmSync(directory, { recursive: true });
  }
}

async function runRound(pool: Pool, databaseUrl: string, keyFile: string): Promise<Round> {
  const one = async <Row extends object>(text: string) => (await pool.query<Row>(text)).rows[0];
  const sealed = async () =>
    (
      await one<{ size: number }>(`SELECT coalesce(max(size), 0)::int AS size FROM key_management.seals
      WHERE log_id = event_store.log_id()::text`)
    )?.size ?? 0;
  const reached = async (wanted: number) => {
    for (;;) {
      const count = (await one<{ ordinal: number }>('SELECT ordinal::int FROM key_management.sealing'))?.ordinal ?? 0;
      if (count >= wanted) return { count, atMs: performance.now() };
      await sleep(20);
    }
  };
  await pool.query(`UPDATE key_management.sealing SET position = null, ordinal = 0, back_position = null, back_ordinal = 0;
    TRUNCATE key_management.audit_entries`);
  const relay = await startProcess({
    entry: 'dist/apps/key-management/relay.main.js',
    env: {
      ...{ LATCHKEY_MODE: 'test', LOG_LEVEL: 'warn', ADMIN_PORT: '0' },
      DATABASE_URL: databaseUrl,
      SEALING_KEY_FILE: keyFile,
    },
  });
  try {
    const first = await reached(1);
    const last = await reached(EVENTS);
    while ((await sealed()) < EVENTS) await sleep(100);
    const seals = await one<{ count: number }>(`SELECT count(*)::int FROM key_management.seals
      WHERE log_id = event_store.log_id()::text`);
    return {
      perSecond: (last.count - first.count) / ((last.atMs - first.atMs) / 1_000),
      megabytes: await residentMegabytes(relay),
      seals: seals?.count ?? 0,
    };
  } finally {
    await relay.kill('SIGTERM');
  }
}

async function residentMegabytes({ adminUrl }: RunningProcess): Promise<number> {
  const metrics = await (await fetch(`${adminUrl}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
  return Number(/^process_resident_memory_bytes(?:\{[^}]*\})? (\S+)/m.exec(metrics)?.[1]) / 2 ** 20;
}

function report(rounds: readonly Round[]): BenchReport {
  const row = (name: string, values: readonly number[]) => {
    const { median, min, max } = summarize(values);
    return [name, Math.round(median), Math.round(min), Math.round(max)];
  };
  const perSecond = rounds.map((round) => round.perSecond);
  return {
    name: 'seal',
    setting: `${EVENTS.toLocaleString('en-US')} events of keys in PostgreSQL, ${rounds.length} times from the beginning`,
    head: ['what', 'median', 'min', 'max'],
    rows: [
      row('events/s into the tree and the audit index', perSecond),
      row(
        'MiB resident afterwards',
        rounds.map(({ megabytes }) => megabytes),
      ),
      row(
        'seals meanwhile',
        rounds.map(({ seals }) => seals),
      ),
    ],
    notes: [
      `target: ${TARGET_PER_SECOND} events/s; reached ${(summarize(perSecond).median / TARGET_PER_SECOND).toFixed(2)} times`,
    ],
    data: { events: EVENTS, rounds },
  };
}
