import { createInstallation } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { openAccount, type Local } from '../../operator/operator';
import { storeCard } from '../../operator/store-card';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { percentile } from '../lib/statistics';
import { timedRequests } from '../load/timed-requests';
import { fillAccount } from './fill-account';
import { listPages, type ListPage, type Stage } from './list-pages';

const TOKENS = 1_000_000;
const ROUNDS = 3;
const REQUESTS = 100;
const WARM_UP_REQUESTS = 5;
const AT_ONCE = 2;
const TARGET_MS = 50;

interface Measured extends ListPage {
  readonly latenciesMs: number[];
}

/**
 * `GET /tokens` of an account with a million of them, over HTTP with real keys, one that sees the account and one of three
 * merchants: for each filter the first page, with its total, and one half the account deep, by cursor.
 */
export async function benchList({ rounds = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const agent = new Agent({ keepAlive: true });
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const began = performance.now();
    const stage = await prepareList(installation.local(), join(installation.dataDir, 'secrets', 'root-key.json'));
    const fillSeconds = (performance.now() - began) / 1000;
    const pages = await listPages(stage);
    const measured = pages.map((page): Measured => ({ ...page, latenciesMs: [] }));
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

/** An account of four merchants, its tokens, and two keys that may list them. */
async function prepareList(local: Local & { readonly database_url: string }, rootKeyFile: string): Promise<Stage> {
  const operator = await openAccount(local, 'Bench');
  const merchantIds: string[] = [];
  for (const name of ['Big', 'Middle', 'Small', 'Rare']) merchantIds.push(await operator.makeMerchant(name));
  const [big = '', middle = '', small = '', rare = ''] = merchantIds;
  const account = await operator.makeKey();
  const scoped = await operator.makeKey({ merchant_ids: [big, small, rare], features: ['tokens.list'] });
  const card = { account_number: '4111111111111111', cardholder_name: 'A Bench' };
  // The account's keys are made with its first card.
  await storeCard(local, { ...account, position: scoped.position }, card);
  const owner = { databaseUrl: local.database_url, rootKeyFile };
  await fillAccount({
    ...owner,
    accountId: operator.accountId,
    merchantIds: [big, middle, small, rare],
    count: TOKENS,
  });
  return {
    url: local.commerce_url,
    merchants: { big, rare, absent: randomUUID() },
    callers: [
      { name: 'account', key: account },
      { name: '3 merchants', key: scoped },
    ],
  };
}

function report(measured: readonly Measured[], rounds: number, fillSeconds: number): BenchReport {
  const rows = measured.map(({ caller, filter, page, latenciesMs }) => {
    const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(latenciesMs, share));
    return { caller, filter, page, p50: p50 ?? NaN, p99: p99 ?? NaN, max: max ?? NaN };
  });
  const late = rows.filter(({ p99 }) => p99 > TARGET_MS);
  return {
    name: 'list',
    setting: `GET /tokens among ${TOKENS.toLocaleString('en-US')} in one account, pages of 50, ${AT_ONCE} at once, ${rounds} rounds of ${REQUESTS}`,
    head: ['caller', 'filter', 'page', 'p50 ms', 'p99 ms', 'max ms'],
    rows: rows.map(({ caller, filter, page, p50, p99, max }) => [caller, filter, page, p50, p99, max]),
    notes: [
      `p99 of at most ${TARGET_MS} ms: ${rows.length - late.length} of ${rows.length}.`,
      'The first page counts what matches, up to 10,001. By cursor: half the account deep. A tenth of the rows has a name to decrypt.',
      `The tokens were put there in ${fillSeconds.toFixed(0)} s. Client, commerce, auth and PostgreSQL share the machine.`,
    ],
    data: { tokens: TOKENS, rounds, requests: REQUESTS, atOnce: AT_ONCE, fillSeconds, rows },
  };
}
