import { eventStoreUrlSetting } from '@latchkey/event-store-open';
import { createKafka, kafkaShape, readKafkaSettings, readTopicsFile } from '@latchkey/kafka';
import { readSettings } from '@latchkey/platform';
import { dirname, join } from 'node:path';
import { DIST } from '../start/dist';
import { awaitEventStore } from './await-event-store';
import { composeShape, superuserUrl, withSecrets } from './compose-settings';
import { runOnce } from './run-once';
import { setUpDatabase } from './set-up-database';
import { setUpTopics } from './set-up-topics';

const TOPICS_FILE = join(dirname(DIST), 'infra/kafka/topics.json');

const shape = {
  ...composeShape,
  EVENT_STORE_URL: eventStoreUrlSetting.optional(),
  ...kafkaShape,
};

/** Before any service: database, roles, schemas and topics. Returns when the event store answers as well. */
await runOnce('setup', async (signal) => {
  const settings = readSettings(shape);
  await withSecrets(settings.LATCHKEY_DATA_DIR, async (secrets) => {
    const database = await setUpDatabase(superuserUrl(settings.DATABASE_SERVER, secrets), secrets, signal);
    console.log('database schemas are up to date');
    await awaitEventStore(settings.EVENT_STORE_URL ?? database.serviceUrl('key_management'), signal);
    console.log('the event store answers');
  });
  // The secrets that are made here are for mode `test` alone.
  const kafkaSettings = readKafkaSettings(settings, 'test');
  if (kafkaSettings === undefined) return console.log('KAFKA_BROKERS is not set: nothing will be published');
  const kafka = createKafka({ settings: kafkaSettings, clientId: 'latchkey-setup' });
  await setUpTopics(kafka, readTopicsFile(TOPICS_FILE), signal);
  console.log('all topics are there');
});
