import { createPool, type Pool } from '@latchkey/postgres';
import { createInstallation, startProcess, type RunningProcess } from '@latchkey/testing';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from '../../operator/operator';
import { storeCard } from '../../operator/store-card';
import { alternate } from '../lib/alternate';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { ratio, summarize } from '../lib/statistics';
import { fillAccount } from '../list/fill-account';
import { load, type LoadResult } from '../load/load';

const ROUNDS = 7;
const SECONDS = 4;
const TOKENS = 1_000;
/** How long a record waits, as a rule, until it is taken to the database and then until it is hashed. */
const PATIENCE_MS = 250 + 1_000;
const ENTRY = 'apps/commerce/bench/bench-commerce.ts';

/**
 * Reads with the real guard, recorded and not: two processes over one database, measured in turn within each round. A round
 * of the one that records is over when its records are in the database and hashed.
 */
export async function benchAccesses({ rounds: count = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const processes: RunningProcess[] = [];
  const pools: Pool[] = [];
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const { key, token } = await prepare(installation);
    const start = async (over: Record<string, string>) => {
      const running = await startProcess({ entry: ENTRY, env: { ...environment(installation), ...over } });
      processes.push(running);
      return running;
    };
    const [recorded, unrecorded] = [await start({}), await start({ BENCH_UNRECORDED: 'yes' })];
    const pool = createPool({ connectionString: installation.local().database_url, applicationName: 'bench', max: 1 });
    pools.push(pool);
    const isHashed = async () => (await pool.query<{ hashed: boolean }>(HASHED)).rows[0]?.hashed === true;
    const results = [];
    for (const [what, path, connections] of [
      ['GET /tokens/{id}', `/tokens/${token}`, 64],
      ['GET /tokens?limit=500', '/tokens?limit=500', 8],
    ] as const) {
      const variant = (name: string, { url, adminUrl }: RunningProcess) => ({
        name,
        async run() {
          const result = await load({
            url: `${url}${path}`,
            method: 'GET',
            headers: { 'x-api-key': key },
            connections,
            ...LOAD,
          });
          return settled(result, async () => (await spooledBytes(adminUrl)) === 0 && isHashed());
        },
      });
      const variants = await alternate([variant('recorded', recorded), variant('unrecorded', unrecorded)], count);
      const perSecond = variants.map(({ rounds }) => rounds.map((result) => result.perSecond));
      results.push({ what, variants, ratio: ratio(perSecond[0] ?? [], perSecond[1] ?? []) });
    }
    return {
      name: 'accesses',
      setting: `64 clients, of lists 8, ${count} rounds of ${SECONDS} s each, in turn`,
      head: ['what', 'median/s', 'min/s', 'max/s', 'p50 ms', 'p99 ms'],
      rows: results.flatMap(({ what, variants }) =>
        variants.map(({ name, rounds }) => {
          const { median, min, max } = summarize(rounds.map((result) => result.perSecond));
          const p50 = summarize(rounds.map(({ latencyMsP50 }) => latencyMsP50)).median;
          const p99 = summarize(rounds.map(({ latencyMsP99 }) => latencyMsP99)).median;
          return [`${what}, ${name}`, median, min, max, p50, p99];
        }),
      ),
      notes: [
        ...results.map(
          ({ what, ratio: { median, min, max } }) =>
            `${what}, recorded / unrecorded, round by round: median ${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)}).`,
        ),
        'Load generator, commerce, auth, key-management and PostgreSQL share the machine.',
      ],
      data: { results },
    };
  } finally {
    await Promise.all([...processes.map((running) => running.kill()), ...pools.map((pool) => pool.end())]);
    await installation.dispose();
  }
}

const LOAD = { seconds: SECONDS, expectedStatus: 200 };

type Installation = Awaited<ReturnType<typeof createInstallation>>;

function environment(installation: Installation): Record<string, string> {
  const local = installation.local();
  const secret = (name: string) => join(installation.dataDir, 'secrets', name);
  return {
    LATCHKEY_MODE: 'test',
    LOG_LEVEL: 'warn',
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: local.database_url,
    AUTH_URLS: local.auth_url,
    SERVICE_PRIVATE_KEY_FILE: secret('commerce-service-key.json'),
    ROOT_KEY_FILE: secret('root-key.json'),
    IDEMPOTENCY_KEY_FILE: secret('commerce-idempotency-key.json'),
    ACCESS_SPOOL_DIR: join(installation.dataDir, 'accesses'),
  };
}

/** An account with a page of tokens, whose names have to be decrypted to be shown. */
async function prepare({ dataDir, local }: Installation): Promise<{ key: string; token: string }> {
  const operator = await openAccount(local(), 'Bench');
  const merchantIds: string[] = [];
  for (const name of ['Big', 'Middle', 'Small', 'Rare']) merchantIds.push(await operator.makeMerchant(name));
  const key = await operator.makeKey();
  const token = await storeCard(local(), key, { account_number: '4111111111111111', cardholder_name: 'A Bench' });
  await fillAccount({
    ...{ databaseUrl: local().database_url, rootKeyFile: join(dataDir, 'secrets', 'root-key.json') },
    ...{ accountId: operator.accountId, merchantIds, count: TOKENS },
  });
  return { key: key.secret, token };
}

/**
 * The result, with the time that it took until everything was stored and hashed, but for that in which it only waits for
 * company.
 */
async function settled(result: LoadResult, isSettled: () => Promise<boolean>): Promise<LoadResult> {
  const began = performance.now();
  while (!(await isSettled())) await sleep(20);
  const seconds = SECONDS + Math.max(0, performance.now() - began - PATIENCE_MS) / 1_000;
  return { ...result, perSecond: (result.perSecond * SECONDS) / seconds };
}

async function spooledBytes(adminUrl: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
  return Number(/^commerce_access_spool_bytes(?:\{.*\})? (\d+)$/m.exec(text)?.[1] ?? 'missing');
}

const HASHED = `SELECT (SELECT coalesce(max(ordinal), 0) FROM commerce.access_records)
  = coalesce((SELECT max(size) FROM commerce.tree_heads WHERE log = 'accesses'), 0) AS hashed`;
