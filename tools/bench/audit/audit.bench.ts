import { createPool, type Pool } from '@latchkey/postgres';
import { createInstallation, type LocalInstallation } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../../operator/call';
import type { BenchOptions } from '../lib/bench-options';
import type { BenchReport } from '../lib/report';
import { percentile } from '../lib/statistics';
import { auditQuestions, type Question } from './audit-questions';
import insertHistory from './insert-history.sql';

const EVENTS = 1_000_000;
const ACCOUNTS = 100;
const QUESTIONS = 1_000;
const PATIENCE_MS = 600_000;

/**
 * Questions of an auditor to the API over HTTP, about a log of a million events whose first account has a tenth of them, while
 * somebody goes on making keys: how long the answers take, and before that, how long the index took.
 */
export async function benchAudit({ rounds = QUESTIONS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const run = installation.start({ LOG_LEVEL: 'warn' });
  try {
    await run.ready;
    const local = installation.local();
    const connectionString = local.database_url;
    const pool = createPool({ connectionString, applicationName: 'bench', max: 2, statementTimeoutMs: 0 });
    try {
      const accountIds = Array.from({ length: ACCOUNTS }, () => randomUUID());
      const began = performance.now();
      await pool.query(insertHistory, [accountIds, EVENTS]);
      const filled = performance.now();
      await untilIndexed(pool);
      const indexedSeconds = (performance.now() - filled) / 1000;
      console.log(`filled in ${((filled - began) / 1000).toFixed(0)} s, indexed ${indexedSeconds.toFixed(0)} s later`);
      // As autovacuum does in time.
      await pool.query('VACUUM ANALYZE');
      return report(await measure(local, accountIds, await auditQuestions(pool, accountIds, rounds)), indexedSeconds);
    } finally {
      await pool.end();
    }
  } finally {
    await installation.dispose();
  }
}

async function untilIndexed(pool: Pool): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await pool.query<{ ordinal: string }>('SELECT ordinal FROM key_management.sealing');
    if (Number(rows[0]?.ordinal) >= EVENTS) return;
    if (performance.now() > deadline) throw new Error(`only ${rows[0]?.ordinal} events are in the index`);
    await sleep(200);
  }
}

type Measured = ReadonlyMap<string, readonly number[]>;

async function measure(local: LocalInstallation, accountIds: readonly string[], questions: readonly Question[]) {
  const writing = new AbortController();
  const writer = writeOn(local, accountIds[1] ?? '', writing.signal);
  const times = new Map<string, number[]>();
  try {
    for (const { name, accountId, path } of questions) {
      const headers = { authorization: `Bearer ${local.operator_token}`, 'x-latchkey-account': accountId };
      const began = performance.now();
      const { body } = await call('GET', `${local.key_management_url}/audit/${path}`, headers);
      times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
      if ((body['data'] as unknown[]).length === 0) throw new Error(`${name} found nothing: ${path}`);
    }
  } finally {
    writing.abort();
    await writer;
  }
  return { times: times as Measured, written: await writer };
}

/** Keys of another account, one after the other. */
async function writeOn(local: LocalInstallation, accountId: string, signal: AbortSignal): Promise<number> {
  const headers = { authorization: `Bearer ${local.operator_token}`, 'x-latchkey-account': accountId };
  let written = 0;
  for (; !signal.aborted; written += 1)
    await call('POST', `${local.key_management_url}/api-keys`, headers, { label: 'Bench' });
  return written;
}

function report({ times, written }: Awaited<ReturnType<typeof measure>>, indexedSeconds: number): BenchReport {
  return {
    name: 'audit',
    setting: `questions over HTTP about ${EVENTS.toLocaleString('en-US')} events, one after the other, while ${written} keys were made`,
    head: ['question', 'p50 ms', 'p99 ms', 'max ms'],
    rows: [...times].map(([name, values]) => [
      name,
      percentile(values, 0.5),
      percentile(values, 0.99),
      Math.max(...values),
    ]),
    notes: [
      `Targets: a key as of a time p99 ≤ 150 ms, its history ≤ 50 ms.`,
      `The index of the log was filled, and the log hashed, in ${indexedSeconds.toFixed(0)} s (${Math.round(EVENTS / indexedSeconds)} events/s), beside auth and the read model, which read it too.`,
    ],
    data: { events: EVENTS, written, indexedSeconds, milliseconds: Object.fromEntries(times) },
  };
}
