import { type PublishedEvent, topics } from '@latchkey/key-events';
import { consumeEvents, type ConsumeEventsOptions, type Lag } from './consume-events';
import { createRecordConsumer } from './record-consumer';
import { eventsTopic, readTopic } from './testing/events-topic';
import { inMemoryProgress, type World } from './testing/in-memory-progress';
import { keyId, record } from './testing/records';

const labeled = 'latchkey.api-key.labeled.v1';
const note = (event: PublishedEvent, { applied }: World) =>
  void applied.set(event.subject, [...(applied.get(event.subject) ?? []), event.version]);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, version) => version);
/** `count` events of each of `keys` keys, the keys by turns. */
const history = (keys: number, count: number) =>
  upTo(count).flatMap((version) => upTo(keys).map((n) => record({ key: keyId(n), version })));

let kafka: Awaited<ReturnType<typeof eventsTopic>>;
beforeEach(async () => (kafka = await eventsTopic()));
const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  // Those of a test that failed as well, or the run would never end.
  await Promise.allSettled(running.splice(0).map((stop) => stop()));
  await kafka.close();
});

/** A service on the test's topics. `done`: what `consumeEvents` settles with. */
function start(memory: ReturnType<typeof inMemoryProgress>, more: Partial<ConsumeEventsOptions<World>> = {}) {
  const stop = new AbortController();
  const outcomes: string[] = [];
  const lags: Lag[] = [];
  const waiting = new Set<() => void>();
  const done = consumeEvents<World>({
    kafka: kafka.kafka,
    groupId: kafka.groupId,
    topics: [topics.apiKeys],
    deadLetterTopic: kafka.deadLetterTopic,
    handlers: { [labeled]: note },
    progress: memory.store,
    backoffMs: { min: 1, max: 5 },
    signal: stop.signal,
    onRecord: (outcome) => {
      outcomes.push(outcome);
      for (const check of waiting) check();
    },
    onLag: (lag) => lags.push(lag),
    ...more,
  });
  done.catch(() => undefined);
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const stopped = () => (stop.abort(), done);
  running.push(stopped);
  return { outcomes, lags, done, until, stop: stopped };
}

const appliedIn = (memory: ReturnType<typeof inMemoryProgress>, n: number) => memory.world().applied.get(keyId(n));

test('events arrive in the order of their keys, and what comes twice is applied once', async () => {
  const memory = inMemoryProgress();
  const all = history(5, 20);
  await kafka.publish(...all.slice(0, 60), ...all.slice(20, 60), ...all.slice(30));
  const service = start(memory);
  await service.until(() => service.outcomes.length === 60 + 40 + 70);
  await service.stop();
  for (const n of upTo(5)) expect(appliedIn(memory, n)).toEqual(upTo(20));
  expect(service.outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(70);
  expect(service.lags.at(-1)?.records).toBe(0);
});

test('a service that stops goes on later where it was, and takes nothing twice', async () => {
  const memory = inMemoryProgress();
  await kafka.publish(...history(3, 10));
  const first = start(memory);
  await first.until(() => first.outcomes.length >= 12);
  await first.stop();
  const second = start(memory);
  await kafka.publish(record({ key: keyId(0), version: 10 }));
  await second.until(() => (appliedIn(memory, 0)?.length ?? 0) === 11);
  await second.until(() => first.outcomes.length + second.outcomes.length >= 31);
  await second.stop();
  expect([...first.outcomes, ...second.outcomes]).toEqual(Array(31).fill('applied'));
});

test('what was handled by one that died before its offset was committed comes again, and is not applied again', async () => {
  const memory = inMemoryProgress();
  const all = history(2, 5);
  await kafka.publish(...all);
  const died = createRecordConsumer<World>({
    handlers: { [labeled]: note },
    progress: memory.store,
    sendDeadLetter: () => Promise.reject(new Error('none is expected')),
    signal: new AbortController().signal,
  });
  for (const each of all) await died(each);
  const next = start(memory);
  await next.until(() => next.outcomes.length === 10);
  await next.stop();
  expect(next.outcomes).toEqual(Array(10).fill('repeated'));
  expect(appliedIn(memory, 1)).toEqual(upTo(5));
});

test('a gap stops the service with an alarm, also after a restart, and nothing behind it is applied', async () => {
  const memory = inMemoryProgress();
  await kafka.publish(record({ version: 0 }), record({ version: 1 }), record({ version: 3 }));
  const alarm = {
    name: 'ConsumerStopped',
    reason: 'gap',
    message: expect.stringContaining('version 3 after 1') as string,
  };
  await expect(start(memory).done).rejects.toMatchObject(alarm);
  await expect(start(memory).done).rejects.toMatchObject(alarm);
  expect(appliedIn(memory, 1)).toEqual([0, 1]);
});

test('an event whose handler keeps failing becomes a dead letter, and later ones of its key follow it, across a restart', async () => {
  const memory = inMemoryProgress();
  const failing = (event: PublishedEvent, world: World) => {
    if (event.subject === keyId(1) && event.version === 1) throw new Error('no luck');
    note(event, world);
  };
  await kafka.publish(...history(3, 3));
  const first = start(memory, { handlers: { [labeled]: failing }, attempts: 2 });
  await first.until(() => first.outcomes.length === 9);
  await first.stop();
  const second = start(memory);
  await kafka.publish(record({ key: keyId(1), version: 3 }), record({ key: keyId(2), version: 3 }));
  await second.until(() => second.outcomes.length === 2);
  await second.stop();
  expect([0, 1, 2].map((n) => appliedIn(memory, n))).toEqual([[0, 1, 2], [0], [0, 1, 2, 3]]);

  const letters = await readTopic(kafka.kafka, kafka.deadLetterTopic, `${kafka.groupId}.letters`, 3);
  expect(letters.map(({ key, headers }) => [key, headers.ce_streamversion, headers.deadletter_reason])).toEqual([
    [keyId(1), '1', 'handler_failed'],
    [keyId(1), '2', 'follows'],
    [keyId(1), '3', 'follows'],
  ]);
});

test('two instances share the partitions; while they move, no event is lost, applied twice or out of order', async () => {
  const memory = inMemoryProgress();
  const keys = 12;
  let version = 0;
  /** An event of each key. */
  const publishRound = async () => {
    await kafka.publish(...upTo(keys).map((n) => record({ key: keyId(n), version })));
    version += 1;
  };
  const publishUntil = async (holds: () => boolean) => {
    while (!holds()) await publishRound();
  };
  const first = start(memory);
  await publishUntil(() => first.outcomes.includes('applied'));
  const second = start(memory);
  await publishUntil(() => second.outcomes.includes('applied'));
  const [, before] = [await first.stop(), second.outcomes.length];
  await publishUntil(() => second.outcomes.length > before);
  const everything = () => upTo(keys).every((n) => appliedIn(memory, n)?.length === version);
  await second.until(everything);
  await second.stop();
  for (const n of upTo(keys)) expect(appliedIn(memory, n)).toEqual(upTo(version));
});

test('a topic that is not there is said at once, before anything is consumed', async () => {
  const service = start(inMemoryProgress(), { deadLetterTopic: 'nowhere' });
  await expect(service.done).rejects.toThrow(/no topic .*nowhere/);
});
