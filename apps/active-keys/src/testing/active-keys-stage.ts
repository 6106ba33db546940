import { topics } from '@latchkey/key-events';
import { createKafka, createProducer, createTopics, type OutgoingRecord, readTopicsFile } from '@latchkey/kafka';
import { createPool } from '@latchkey/postgres';
import { createTestDatabase, type RunningProcess, startProcess, testKafka } from '@latchkey/testing';

const PARTITIONS = 3;

/** An empty database, topics of its own, and as many processes of the service as a test wants. */
export async function setActiveKeysStage() {
  const { brokers, prefix, env } = testKafka();
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'active-keys-test' });
  const [deadLetters] = readTopicsFile(`${import.meta.dirname}/../../topics.json`);
  const names = [topics.apiKeys, deadLetters?.name ?? ''];
  await createTopics(
    kafka,
    names.map((name) => ({ name, partitions: PARTITIONS, config: {} })),
    1,
  );
  const database = await createTestDatabase();
  const producer = createProducer(kafka);
  const pool = createPool({ connectionString: database.ownerUrl, applicationName: 'active-keys-test', max: 2 });
  const processes: RunningProcess[] = [];
  return {
    kafka,
    pool,
    deadLetterTopic: deadLetters?.name ?? '',
    publish: (records: readonly OutgoingRecord[]) => producer.send(records),
    async start(group = 'group'): Promise<RunningProcess> {
      const running = await startProcess({
        entry: 'apps/active-keys/src/main.ts',
        env: {
          ...env,
          LATCHKEY_MODE: 'test',
          DATABASE_URL: database.ownerUrl,
          ADMIN_PORT: '0',
          KAFKA_GROUP_ID: `${prefix}${group}`,
        },
      });
      processes.push(running);
      return running;
    },
    /** The table: label by key id. */
    async table(): Promise<Map<string, string>> {
      const { rows } = await pool.query<{ key_id: string; label: string }>('select key_id, label from active_key');
      return new Map(rows.map(({ key_id, label }) => [key_id, label]));
    },
    /** By key id: the version of the last event that is done with. */
    async progress(): Promise<Map<string, number>> {
      const { rows } = await pool.query<{ key: string; version: string }>('select key, version from progress');
      return new Map(rows.map(({ key, version }) => [key, Number(version)]));
    },
    /** Keys of which an event is a dead letter. */
    async diverted(): Promise<string[]> {
      const { rows } = await pool.query<{ key: string }>('select key from progress where diverted');
      return rows.map(({ key }) => key);
    },
    async close(): Promise<void> {
      await Promise.all(processes.map((running) => running.kill()));
      await Promise.all([producer.close(), pool.end()]);
      await database.drop();
    },
  };
}

export const metric = async ({ adminUrl }: RunningProcess, name: string): Promise<number> => {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return Number(new RegExp(`^${name}\\{[^}]*\\} ([0-9.e+-]+)$`, 'm').exec(text)?.[1] ?? NaN);
};

export const until = async (holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it does not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
