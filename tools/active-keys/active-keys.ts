import { createKafka, createTopics, readTopicsFile } from '@latchkey/kafka';
import { createPool, type Pool } from '@latchkey/postgres';
import { repositoryRoot, startDisposablePostgres, startProcess } from '@latchkey/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotRunning, readInstallation } from '../tour/installation';

/**
 * `npm run active-keys`: runs the example service beside `npm start -- --with-kafka`, on a database of its own that goes away
 * with it, and prints its table whenever that changes, until Ctrl-C.
 */
const main = async (): Promise<void> => {
  const { kafka_brokers: brokers } = readInstallation();
  if (!brokers) throw new NotRunning('Latchkey runs without Kafka: start it with `npm start -- --with-kafka`.');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const kafka = createKafka({ settings: { brokers, topicPrefix: '' }, clientId: 'active-keys-example' });
  await createTopics(kafka, readTopicsFile(join(repositoryRoot, 'apps/active-keys/topics.json')), 1);
  const postgres = await startDisposablePostgres();
  const service = await startProcess({
    entry: 'apps/active-keys/src/main.ts',
    env: {
      LATCHKEY_MODE: 'test',
      LOG_LEVEL: 'warn',
      ADMIN_PORT: '0',
      DATABASE_URL: postgres.url(),
      KAFKA_BROKERS: brokers.join(','),
      // The table is empty at each start, so that everything is read again.
      KAFKA_GROUP_ID: `active-keys-${randomBytes(4).toString('hex')}`,
    },
  });
  console.log(`The example service runs; its metrics: ${service.adminUrl}/metrics`);
  const pool = createPool({ connectionString: postgres.url(), applicationName: 'active-keys-example', max: 1 });
  void service.exited.then(() => stop.abort());
  await printChanges(pool, stop.signal);
  await service.kill();
  await pool.end();
  await postgres.dispose();
};

const MAX_ROWS = 20;

const printChanges = async (pool: Pool, signal: AbortSignal): Promise<void> => {
  let last = '';
  while (!signal.aborted) {
    const { rows } = await pool.query<{ display: string; label: string; scope: string }>(
      `select display, label, coalesce(array_to_string(features, ' '), 'whole account') as scope
       from active_key order by created_at desc, key_id`,
    );
    const lines = rows.slice(0, MAX_ROWS).map(({ display, label, scope }) => `  ${display}  ${label}  (${scope})`);
    const text = [`${rows.length} active keys`, ...lines].join('\n');
    if (text !== last) console.log(`\n${new Date().toISOString()}  ${text}`);
    last = text;
    await sleep(500, undefined, { signal }).catch(() => undefined);
  }
};

try {
  await main();
} catch (error) {
  console.error(error instanceof NotRunning ? error.message : error);
  process.exitCode = 1;
}
