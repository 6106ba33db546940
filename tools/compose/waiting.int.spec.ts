import { freePort } from '@latchkey/embedded-postgres';
import { createKafka } from '@latchkey/kafka';
import { createTestDatabase } from '@latchkey/testing';
import { awaitEventStore } from './await-event-store';
import { setUpTopics } from './set-up-topics';

const { signal } = new AbortController();
const nobody = async (): Promise<string> => `127.0.0.1:${await freePort()}`;

test('an event store that answers is waited for no longer', async () => {
  const database = await createTestDatabase({ migrations: 'all' });
  await awaitEventStore(database.url('key_management'), signal);
  await database.drop();
});

test.each(['postgres://latchkey:of-the-test@', 'esdb://'])(
  'a store %s that never answers is told by its setting',
  async (scheme) => {
    const url = `${scheme}${await nobody()}${scheme === 'esdb://' ? '?tls=false' : '/latchkey'}`;
    const waiting = awaitEventStore(url, signal, 0);
    await expect(waiting).rejects.toThrow(/^The event store that EVENT_STORE_URL names does not answer \(/);
    await expect(waiting).rejects.not.toThrow(/of-the-test/);
  },
);

test('waiting ends when somebody wants to stop', async () => {
  const stopping = new AbortController();
  const waiting = awaitEventStore(`postgres://latchkey@${await nobody()}/latchkey`, stopping.signal);
  stopping.abort();
  await expect(waiting).rejects.toThrow('aborted');
});

test('a Kafka that never answers is told by its setting', async () => {
  const settings = { brokers: [await nobody()], topicPrefix: '' };
  const kafka = createKafka({ settings, clientId: 'waiting-test' });
  await expect(setUpTopics(kafka, [], signal, 0)).rejects.toThrow(/^Kafka has no topics yet: .*KAFKA_BROKERS/);
});
