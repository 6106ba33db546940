import { createPool } from '@latchkey/postgres';
import { createInstallation } from '@latchkey/testing';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { summarize } from '../lib/statistics';
import { generatorCeiling } from '../load/ceiling';
import { load, type LoadRequest, type LoadResult } from '../load/load';

const CLIENTS = 64;
const ROUNDS = 5;
const SECONDS = 5;

/**
 * Keys created over HTTP: a whole installation as `npm start` makes it, 64 clients, no idempotency key. Each round counts
 * the answers 201; at the end the log is counted, so that no answer was given for a key that is not stored.
 */
export async function benchCreate({ rounds: count = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const { key_management_url: url, operator_token: token, database_url: databaseUrl } = installation.local();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const account = await fetch(`${url}/accounts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'Bench' }),
    });
    const { id } = (await account.json()) as { id: string };
    const request: LoadRequest = {
      url: `${url}/api-keys`,
      method: 'POST',
      headers: { ...headers, 'x-latchkey-account': id },
      body: JSON.stringify({ label: 'Bench' }),
      connections: CLIENTS,
      seconds: SECONDS,
      expectedStatus: 201,
    };
    const warmUp = await load({ ...request, seconds: 3 });
    const rounds = [];
    let answers = warmUp.answers;
    for (let round = 0; round < count; round++) {
      const result = await load(request);
      answers += result.answers;
      rounds.push(result);
    }
    const ceiling = await generatorCeiling(request, 700);
    const stored = await countKeys(databaseUrl);
    // The generator goes away in the middle of its last requests: a key may be stored whose answer nobody read.
    if (stored < answers) throw new Error(`${answers} keys were answered and ${stored} are stored`);
    const { median, min, max } = summarize(rounds.map(({ perSecond }) => perSecond));
    return {
      name: 'create',
      setting: `POST /api-keys of a whole installation, ${CLIENTS} clients, ${count} rounds of ${SECONDS} s`,
      head: ['what', 'median/s', 'min/s', 'max/s', 'p50 ms', 'p99 ms'],
      rows: [
        ['keys created', median, min, max, ...latencies(rounds)],
        ['load generator alone', ceiling, ceiling, ceiling, '-', '-'],
      ],
      notes: [
        `Answered 201: ${answers}; keys in the log: ${stored}.`,
        `The generator, against a process that answers at once, does ${(ceiling / median).toFixed(1)} times as many requests: it is not what was measured.`,
      ],
      data: { clients: CLIENTS, rounds, generatorCeilingPerSecond: ceiling, answers, stored },
    };
  } finally {
    await installation.dispose();
  }
}

const latencies = (rounds: readonly LoadResult[]): [number, number] => [
  summarize(rounds.map(({ latencyMsP50 }) => latencyMsP50)).median,
  summarize(rounds.map(({ latencyMsP99 }) => latencyMsP99)).median,
];

async function countKeys(databaseUrl: string): Promise<number> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'bench', max: 1 });
  try {
    const { rows } = await pool.query<{ count: string }>(
      `select count(*) from event_store.events where type = 'KeyCreated'`,
    );
    return Number(rows[0]?.count);
  } finally {
    await pool.end();
  }
}
