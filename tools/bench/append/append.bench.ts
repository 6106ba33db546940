import { createPostgresEventStore, migrations } from '@latchkey/event-store-postgres';
import { createPool, type Pool } from '@latchkey/postgres';
import { startDisposablePostgres } from '@latchkey/testing';
import { alternate, type VariantResults } from '../lib/alternate';
import type { BenchReport } from '../lib/report';
import { ratio, summarize } from '../lib/statistics';
import { type AppendRun, driveAppends } from './drive-appends';

const CALLERS = 256;
const SECONDS = 3;

interface Way {
  readonly name: string;
  readonly maxBatch: number;
  /** Connections that append at once. */
  readonly calls: number;
}

const COALESCED: Way = { name: 'coalesced (as shipped)', maxBatch: 64, calls: 1 };
const ONE_BY_ONE: readonly Way[] = [
  { name: 'one by one, 1 connection', maxBatch: 1, calls: 1 },
  { name: 'one by one, 8 connections', maxBatch: 1, calls: 8 },
];

interface Run extends AppendRun {
  readonly calls: number;
}

/**
 * Appends coalesced into set-based calls against appends sent one by one, on one store, with the same callers. One by one
 * is tried over one connection and over several; the ratio is taken against the faster of the two.
 */
export async function benchAppend({ rounds = 7 }: { rounds?: number } = {}): Promise<BenchReport> {
  const server = await startDisposablePostgres({ fsync: 'on', full_page_writes: 'on' });
  const pool = createPool({ connectionString: server.url(), applicationName: 'bench', max: 8 });
  try {
    for (const { sql } of migrations) await pool.query(sql);
    let answered = 0;
    const variant = (way: Way) => ({
      name: way.name,
      run: async () => {
        const run = await runOnce(pool, way);
        answered += run.appends;
        return run;
      },
    });
    const results = await alternate([COALESCED, ...ONE_BY_ONE].map(variant), rounds);
    const stored = await countStored(pool);
    if (stored.events !== answered)
      throw new Error(`${answered} appends were answered and ${stored.events} are stored`);
    return report(results, rounds, stored);
  } finally {
    await pool.end();
    await server.dispose();
  }
}

async function runOnce(pool: Pool, { maxBatch, calls }: Way): Promise<Run> {
  const store = createPostgresEventStore({ pool, maxBatch, maxAppendCalls: calls });
  let statements = 0;
  const count = () => void statements++;
  pool.on('acquire', count);
  const run = await driveAppends(store, CALLERS, SECONDS);
  pool.off('acquire', count);
  await store.close();
  return { ...run, calls: statements };
}

function report(results: readonly VariantResults<Run>[], rounds: number, stored: Stored): BenchReport {
  const perSecond = (result: VariantResults<Run>) => result.rounds.map((run) => run.perSecond);
  const [coalesced, ...singles] = results;
  const baseline = singles.toSorted((a, b) => summarize(perSecond(b)).median - summarize(perSecond(a)).median)[0];
  if (!coalesced || !baseline) throw new Error('nothing was measured');
  const gain = ratio(perSecond(coalesced), perSecond(baseline));
  return {
    name: 'append',
    setting: `${CALLERS} callers, each one append at a time to a new stream; ${rounds} alternating rounds of ${SECONDS} s; fsync on`,
    head: ['way', 'appends/s', 'min', 'max', 'p50 ms', 'p99 ms', 'appends/call', 'client busy'],
    rows: results.map((result) => {
      const { median, min, max } = summarize(perSecond(result));
      const middle = (of: (run: Run) => number) => summarize(result.rounds.map(of)).median;
      return [
        result.name,
        Math.round(median),
        Math.round(min),
        Math.round(max),
        middle((run) => run.latencyMsP50),
        middle((run) => run.latencyMsP99),
        middle((run) => run.appends / run.calls),
        `${Math.round(middle((run) => run.clientBusy) * 100)} %`,
      ];
    }),
    notes: [
      `coalesced / ${baseline.name}: ${gain.median.toFixed(2)} (rounds ${gain.min.toFixed(2)} to ${gain.max.toFixed(2)}; target 4)`,
      `every append that was answered is stored: ${stored.events} events, positions 1 to ${stored.head}`,
    ],
    data: { ratio: gain, ratioAgainst: baseline.name, callers: CALLERS, secondsPerRound: SECONDS, results, stored },
  };
}

interface Stored {
  readonly events: number;
  readonly head: number;
}

async function countStored(pool: Pool): Promise<Stored> {
  const { rows } = await pool.query<Stored>(
    'select count(*)::int as events, max(position)::int as head from event_store.events',
  );
  const [stored] = rows;
  if (!stored || stored.events !== stored.head) throw new Error('positions are not 1..N');
  return stored;
}
