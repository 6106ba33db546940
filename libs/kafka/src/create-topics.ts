import kafkajs from 'kafkajs';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Kafka } from './create-kafka';
import { KafkaError, toKafkaError } from './kafka-error';

const topicSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
  partitions: z.int().min(1).max(1_000),
  config: z.record(z.string(), z.string()),
});
const fileSchema = z.strictObject({ topics: z.array(topicSchema).min(1) });

/** A topic as it shall be; its name without the prefix. */
export type TopicDefinition = z.output<typeof topicSchema>;

/** Throws an Error that names the file. */
export const readTopicsFile = (path: string): readonly TopicDefinition[] => {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data.topics;
  throw new Error(`${path} is not a list of topics: ${z.prettifyError(parsed.error)}`);
};

export interface TopicReport {
  /** With the prefix. */
  readonly made: readonly string[];
  /** In which way topics that were there already differ from their definition. Nothing of them is changed. */
  readonly differences: readonly string[];
}

/** Makes the topics that are missing. Rejects with a `KafkaError`. */
export const createTopics = async (
  { client, settings }: Kafka,
  definitions: readonly TopicDefinition[],
  replicationFactor: number,
): Promise<TopicReport> => {
  const admin = client.admin();
  try {
    await admin.connect();
    const there = new Set(await admin.listTopics());
    const topics = definitions.map((topic) => ({ ...topic, name: `${settings.topicPrefix}${topic.name}` }));
    const missing = topics.filter(({ name }) => !there.has(name));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: false,
        topics: missing.map(({ name, partitions, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor,
          configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
        })),
      });
      await waitForLeaders(
        admin,
        missing.map(({ name }) => name),
      );
    }
    const others = topics.filter(({ name }) => there.has(name));
    return { made: missing.map(({ name }) => name), differences: await differencesOf(admin, others) };
  } catch (error) {
    // Of several topics the client says first that some failed, and inside why.
    const [first] = error instanceof kafkajs.KafkaJSAggregateError ? error.errors : [];
    throw first instanceof Error
      ? new KafkaError('other', `the topics cannot be made: ${first.message}`, { cause: error })
      : toKafkaError(error);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};

const LEADERS_WITHIN_MS = 15_000;

/** The client's own way of waiting takes a topic that the brokers have not heard of yet for one that never will be there. */
const waitForLeaders = async (admin: kafkajs.Admin, topics: string[]): Promise<void> => {
  const end = performance.now() + LEADERS_WITHIN_MS;
  for (;;) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics });
      if (metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(50);
  }
};

const differencesOf = async (admin: kafkajs.Admin, topics: readonly TopicDefinition[]): Promise<string[]> => {
  if (topics.length === 0) return [];
  const metadata = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  return topics.flatMap(({ name, partitions, config }) => {
    const has = metadata.topics.find((topic) => topic.name === name)?.partitions.length ?? 0;
    const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const values = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    return [
      ...(has === partitions ? [] : [`${name} has ${has} partitions instead of ${partitions}`]),
      ...Object.entries(config)
        .filter(([key, value]) => values.get(key) !== value)
        .map(([key, value]) => `${name} has ${key}=${values.get(key) ?? ''} instead of ${value}`),
    ];
  });
};
