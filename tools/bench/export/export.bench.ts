import { startDisposablePostgres } from '@latchkey/testing';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from '../lib/bench-options';
import type { BenchReport } from '../lib/report';
import { summarize } from '../lib/statistics';
import { type Measured, runMeasured } from './run-measured';
import { fillSealedLog } from './sealed-log';

const ROUNDS = 3;
const AUDIT = 'dist/apps/audit/main.js';
/** The first that `insert-log.sql` makes. */
const KEY = '0e7fc991-6831-47db-8ee9-27ede9c351c9';
const TARGETS = { export: 90, verify: 45, megabytes: 300 };

/**
 * The audit command line as it is built, on a log of a million events in PostgreSQL: exported, exported with a kill in the
 * middle, checked offline by the command and by the script that shares nothing with it, and asked. `--only N`: N events.
 */
export async function benchExport({ rounds = ROUNDS, only }: BenchOptions): Promise<BenchReport> {
  const events = only === undefined ? 1_000_000 : Number(only);
  const server = await startDisposablePostgres({ fsync: 'on' });
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-export-'));
  try {
    const fingerprint = await fillSealedLog(server.url(), events);
    const results: Record<string, Measured[]> = {};
    for (let round = 0; round < rounds; round++) {
      for (const [name, work] of Object.entries(ways(server.url(), directory, fingerprint))) {
        (results[name] ??= []).push(await work());
      }
    }
    return report(results, events, rounds);
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await server.dispose();
  }
}

function ways(databaseUrl: string, directory: string, fingerprint: string): Record<string, () => Promise<Measured>> {
  const env = { DATABASE_URL: databaseUrl };
  const out = join(directory, 'export');
  const audit = (...args: string[]) => runMeasured([AUDIT, ...args], { env });
  const offline = (...args: string[]) => runMeasured([AUDIT, ...args, '--export', out]);
  return {
    'export, killed in the middle and resumed': async () => {
      rmSync(out, { recursive: true, force: true });
      const killWhen = () => existsSync(join(out, 'part-000002.ndjson'));
      const first = await runMeasured([AUDIT, 'export', '--out', out], { env, killWhen });
      const second = await audit('export', '--out', out);
      return {
        ...second,
        seconds: first.seconds + second.seconds,
        processorSeconds: first.processorSeconds + second.processorSeconds,
      };
    },
    export: async () => {
      rmSync(out, { recursive: true, force: true });
      return audit('export', '--out', out);
    },
    'verify, offline': () => offline('verify', '--key-fingerprint', fingerprint),
    'verify, by the script of 150 lines': () =>
      runMeasured(['tools/verify-export/verify-export.mjs', out, fingerprint]),
    'verify, live': () => audit('verify', '--key-fingerprint', fingerprint),
    'history of a key, live': () => audit('history', KEY),
    'history of a key, offline': () => offline('history', KEY),
  };
}

function report(results: Readonly<Record<string, readonly Measured[]>>, events: number, rounds: number): BenchReport {
  const seconds = (name: string) => summarize((results[name] ?? []).map((each) => each.seconds));
  const rows = Object.entries(results).map(([name, runs]) => {
    const { median, max } = seconds(name);
    const processor = summarize(runs.map((each) => each.processorSeconds)).median;
    return [name, median, max, processor, events / median, Math.max(...runs.map(({ megabytes }) => megabytes))];
  });
  const most = Math.max(...Object.values(results).flatMap((runs) => runs.map(({ megabytes }) => megabytes)));
  const met = (holds: boolean) => (holds ? 'met' : 'not met');
  return {
    name: 'export',
    setting: `${events.toLocaleString('en-US')} events of keys in PostgreSQL, a seal every 10,000, ${rounds} rounds`,
    head: ['what', 'seconds, median', 'max', 'processor seconds', 'events/s', 'MiB resident at most'],
    rows,
    notes: [
      `Targets for a million: export at most ${TARGETS.export} s: ${met(seconds('export').max <= TARGETS.export)}; verify offline at most ${TARGETS.verify} s: ${met(seconds('verify, offline').max <= TARGETS.verify)}; memory at most ${TARGETS.megabytes} MiB: ${met(most <= TARGETS.megabytes)}.`,
      'Seconds are those of whole processes, from their start to their end. The machine does nothing else but PostgreSQL.',
    ],
    data: { events, results },
  };
}
