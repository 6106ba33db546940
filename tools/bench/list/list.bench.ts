import { createInstallation } from '@latchkey/testing';
import { Agent } from 'node:http';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { percentile } from '../lib/statistics';
import { timedRequests } from '../load/timed-requests';
import { KEYS, prepareKeys } from './keys/prepare-keys';
import { type ListPage } from './list-pages';
import { prepareTokens, TOKENS } from './prepare-tokens';

const ROUNDS = 3;
const REQUESTS = 100;
const WARM_UP_REQUESTS = 5;
const AT_ONCE = 2;
const TARGET_MS = 50;

interface Measured extends ListPage {
  readonly latenciesMs: number[];
}

const PARTS = { tokens: prepareTokens, keys: prepareKeys };

/**
 * Lists of an account with a million tokens and a million keys, over HTTP: for each filter the first page, with its total,
 * and one deep in the account, by cursor. `GET /tokens` with real keys, one that sees the account and one of three merchants;
 * `GET /api-keys` as the dashboard asks for somebody who is signed in, in each of its orders. `--only tokens` or `keys`.
 */
export async function benchList({ rounds = ROUNDS, only }: BenchOptions): Promise<BenchReport> {
  const parts = Object.entries(PARTS).filter(([name]) => only === undefined || name === only);
  if (parts.length === 0) throw new RangeError(`--only takes ${Object.keys(PARTS).join(' or ')}`);
  const installation = await createInstallation();
  const agent = new Agent({ keepAlive: true });
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const measured: Measured[] = [];
    const began = performance.now();
    for (const [, prepare] of parts) {
      for (const page of await prepare(installation)) measured.push({ ...page, latenciesMs: [] });
    }
    const fillSeconds = (performance.now() - began) / 1000;
    for (let round = -1; round < rounds; round++) {
      const count = round < 0 ? WARM_UP_REQUESTS : REQUESTS;
      for (const { url, headers, latenciesMs } of measured) {
        const request = { method: 'GET', url, headers, expectedStatus: 200 } as const;
        const { timed } = await timedRequests(() => request, { count, atOnce: AT_ONCE, agent });
        if (round >= 0) latenciesMs.push(...timed.map(({ latencyMs }) => latencyMs));
      }
    }
    return report(measured, rounds, fillSeconds);
  } finally {
    agent.destroy();
    await installation.dispose();
  }
}

function report(measured: readonly Measured[], rounds: number, fillSeconds: number): BenchReport {
  const rows = measured.map(({ list, caller, filter, page, latenciesMs }) => {
    const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(latenciesMs, share));
    return { list, caller, filter, page, p50: p50 ?? NaN, p99: p99 ?? NaN, max: max ?? NaN };
  });
  const late = rows.filter(({ p99 }) => p99 > TARGET_MS);
  return {
    name: 'list',
    setting: `lists of one account with ${TOKENS.toLocaleString('en-US')} tokens or ${KEYS.toLocaleString('en-US')} keys, pages of 50, ${AT_ONCE} at once, ${rounds} rounds of ${REQUESTS}`,
    head: ['list', 'caller', 'filter', 'page', 'p50 ms', 'p99 ms', 'max ms'],
    rows: rows.map(({ list, caller, filter, page, p50, p99, max }) => [list, caller, filter, page, p50, p99, max]),
    notes: [
      `p99 of at most ${TARGET_MS} ms: ${rows.length - late.length} of ${rows.length}.`,
      'A first page counts what matches, up to 10,001. By cursor: half the account deep. A tenth of the tokens has a name to decrypt.',
      `The rows were put there in ${fillSeconds.toFixed(0)} s. Client, services and PostgreSQL share the machine.`,
    ],
    data: { tokens: TOKENS, keys: KEYS, rounds, requests: REQUESTS, atOnce: AT_ONCE, fillSeconds, rows },
  };
}
