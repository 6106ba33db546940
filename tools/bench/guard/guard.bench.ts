import { createInstallation, startProcess, type RunningProcess } from '@latchkey/testing';
import { join } from 'node:path';
import { alternate } from '../lib/alternate';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { ratio, summarize } from '../lib/statistics';
import { generatorCeiling } from '../load/ceiling';
import { load, type LoadRequest } from '../load/load';

const CLIENTS = 64;
const ROUNDS = 7;
const SECONDS = 4;
const ENTRY = 'apps/commerce/bench/bench-commerce.ts';

/**
 * The same handler, `GET /tokens/{id}`, with the real guard that asks a real auth, and with a test double that allows at
 * once: two processes over one database, measured in turn within each round.
 */
export async function benchGuard({ rounds: count = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const processes: RunningProcess[] = [];
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const local = installation.local();
    const secret = (name: string) => join(installation.dataDir, 'secrets', name);
    const { account, key, token } = await prepare(local);
    const env = {
      LATCHKEY_MODE: 'test',
      LOG_LEVEL: 'warn',
      PORT: '0',
      ADMIN_PORT: '0',
      DATABASE_URL: local.database_url,
      AUTH_URLS: local.auth_url,
      SERVICE_PRIVATE_KEY_FILE: secret('commerce-service-key.json'),
      ROOT_KEY_FILE: secret('root-key.json'),
      ACCESS_SPOOL_DIR: join(installation.dataDir, 'accesses'),
      IDEMPOTENCY_KEY_FILE: secret('commerce-idempotency-key.json'),
    };
    const guarded = await startProcess({ entry: ENTRY, env });
    processes.push(guarded);
    const unguarded = await startProcess({ entry: ENTRY, env: { ...env, BENCH_UNGUARDED_ACCOUNT: account } });
    processes.push(unguarded);

    const request = (base: string): LoadRequest => ({
      url: `${base}/tokens/${token}`,
      method: 'GET',
      headers: { 'x-api-key': key },
      connections: CLIENTS,
      seconds: SECONDS,
      expectedStatus: 200,
    });
    const variant = (name: string, { url }: RunningProcess) => ({ name, run: () => load(request(url)) });
    const results = await alternate([variant('guarded', guarded), variant('unguarded', unguarded)], count);
    const ceiling = await generatorCeiling(request(guarded.url), 600);
    const perSecond = results.map(({ rounds }) => rounds.map((result) => result.perSecond));
    const ratios = ratio(perSecond[0] ?? [], perSecond[1] ?? []);
    return {
      name: 'guard',
      setting: `GET /tokens/{id}, ${CLIENTS} clients, ${count} rounds of ${SECONDS} s each, in turn`,
      head: ['what', 'median/s', 'min/s', 'max/s', 'p50 ms', 'p99 ms'],
      rows: [
        ...results.map(({ name, rounds }) => {
          const { median, min, max } = summarize(rounds.map((result) => result.perSecond));
          const p50 = summarize(rounds.map(({ latencyMsP50 }) => latencyMsP50)).median;
          return [name, median, min, max, p50, summarize(rounds.map(({ latencyMsP99 }) => latencyMsP99)).median];
        }),
        ['load generator alone', ceiling, ceiling, ceiling, '-', '-'],
      ],
      notes: [
        `guarded / unguarded, round by round: median ${ratios.median.toFixed(2)} (${ratios.min.toFixed(2)} to ${ratios.max.toFixed(2)}).`,
        'Load generator, commerce, auth, key-management and PostgreSQL share the machine.',
      ],
      data: { clients: CLIENTS, results, ratios, generatorCeilingPerSecond: ceiling },
    };
  } finally {
    await Promise.all(processes.map((running) => running.kill()));
    await installation.dispose();
  }
}

type Local = { readonly key_management_url: string; readonly commerce_url: string; readonly operator_token: string };

async function prepare(local: Local): Promise<{ account: string; key: string; token: string }> {
  const operator = { authorization: `Bearer ${local.operator_token}` };
  const account = (await post(`${local.key_management_url}/accounts`, operator, { name: 'Bench' })).id;
  const made = await post(
    `${local.key_management_url}/api-keys`,
    { ...operator, 'x-latchkey-account': account },
    { label: 'Bench' },
  );
  const card = { account_number: '4111111111111111', expiry_month: 12, expiry_year: 2040, cardholder_name: 'A Bench' };
  const headers = { 'x-api-key': made.secret, 'x-latchkey-min-position': made.position };
  return { account, key: made.secret, token: (await post(`${local.commerce_url}/tokens`, headers, card)).id };
}

async function post(url: string, headers: Record<string, string>, body: unknown) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}`);
  const { id, secret = '' } = (await response.json()) as { id: string; secret?: string };
  return { id, secret, position: response.headers.get('x-latchkey-position') ?? '' };
}
