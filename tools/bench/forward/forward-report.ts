import { type BenchReport } from '../lib/report';
import { mean, percentile, summarize, type Summary } from '../lib/statistics';
import type { Timed } from '../load/timed-requests';
import { type ForwardRun, type Route, type Setting } from './forward-ways';

export interface Measured {
  readonly setting: Setting;
  readonly route: Route;
  readonly runs: readonly ForwardRun[];
}

const PARTS = ['authorise', 'decrypt', 'connect', 'destination'] as const;
const TARGET = { p50: 3, p99: 15 };
const SHARES = { p50: 0.5, p99: 0.99 } as const;

export function forwardReport(
  measured: readonly Measured[],
  { rounds, count, atOnce }: { readonly rounds: number; readonly count: number; readonly atOnce: number },
): BenchReport {
  const rows = measured.map((one) => ({
    ...one,
    ...latencies(one),
    overhead: overheadOf(one, measured),
    parts: partsOf(one),
  }));
  const sentAndKept = rows.filter(({ setting, route }) => setting.connections === 'kept' && route !== 'direct');
  return {
    name: 'forward',
    setting: `POST straight to a destination and through commerce, ${atOnce} at once, ${rounds} rounds of ${count} each, in turn`,
    head: [
      'destination',
      'connections',
      'way',
      'p50 ms',
      'p99 ms',
      '+p50',
      '+p99',
      'req/s',
      'busy %',
      ...PARTS,
      'rest',
    ],
    rows: rows.map(({ setting, route, p50, p99, overhead, perSecond, busy, parts }) => [
      ...[setting.destination, setting.connections, route, p50, p99],
      ...(overhead === null ? ['-', '-'] : [overhead.p50.toFixed(2), overhead.p99.toFixed(2)]),
      ...[perSecond, Math.round(busy * 100)],
      ...(parts === null ? Array<string>(PARTS.length + 1).fill('-') : parts.map((ms) => ms.toFixed(2))),
    ]),
    notes: [
      ...sentAndKept.map(({ setting, route, overhead }) => {
        const by = (name: 'p50' | 'p99') => (overhead === null ? '' : spread(overhead.rounds[name]));
        const kept = overhead !== null && overhead.p50 <= TARGET.p50 && overhead.p99 <= TARGET.p99;
        return `${route}, destination ${setting.destination}, kept: overhead by round p50 ${by('p50')}, p99 ${by('p99')} ms; at most ${TARGET.p50} and ${TARGET.p99}: ${kept ? 'yes' : 'no'}.`;
      }),
      `Parts: means of Server-Timing, ms; rest is its total less the parts: reading the card and writing that it leaves, in PostgreSQL, and commerce itself.`,
      `busy: of all processors of the machine, with client, destination, commerce, auth, PostgreSQL and whatever else runs. At 100 it is the machine that is measured: ${atOnce} at once then take ${atOnce} / (requests/s), however fast each part is.`,
    ],
    data: {
      ...{ rounds, requests: count, atOnce },
      rows: rows.map(({ runs, ...row }) => ({
        ...row,
        rounds: runs.map((run) => ({
          ...percentiles(run.timed),
          perSecond: run.timed.length / run.seconds,
          busy: run.busy,
        })),
      })),
    },
  };
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

const percentiles = (timed: readonly Timed[]): Percentiles => {
  const ms = timed.map(({ latencyMs }) => latencyMs);
  return { p50: percentile(ms, SHARES.p50), p99: percentile(ms, SHARES.p99) };
};

const allOf = ({ runs }: Measured): readonly Timed[] => runs.flatMap(({ timed }) => timed);

function latencies(one: Measured) {
  return {
    ...percentiles(allOf(one)),
    perSecond: summarize(one.runs.map(({ timed, seconds }) => timed.length / seconds)).median,
    busy: mean(one.runs.map(({ busy }) => busy)),
  };
}

/** Against sending directly in the same setting: of all rounds together, and round by round. */
function overheadOf(one: Measured, measured: readonly Measured[]) {
  const direct = measured.find(({ setting, route }) => setting === one.setting && route === 'direct');
  if (one.route === 'direct' || direct === undefined) return null;
  const [all, base] = [percentiles(allOf(one)), percentiles(allOf(direct))];
  const byRound = (name: keyof Percentiles) =>
    summarize(
      one.runs.map(({ timed }, round) => percentiles(timed)[name] - percentiles(direct.runs[round]?.timed ?? [])[name]),
    );
  return { p50: all.p50 - base.p50, p99: all.p99 - base.p99, rounds: { p50: byRound('p50'), p99: byRound('p99') } };
}

/** Means of each part and of the rest; null if nobody told. */
function partsOf(one: Measured): readonly number[] | null {
  if (one.route === 'direct') return null;
  const serverMs = allOf(one).map((timed) => timed.serverMs);
  const part = (name: string) => mean(serverMs.map((ms) => ms[name] ?? 0));
  const parts = PARTS.map(part);
  return [...parts, part('total') - parts.reduce((sum, ms) => sum + ms, 0)];
}

const spread = ({ median, min, max }: Summary): string =>
  `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
