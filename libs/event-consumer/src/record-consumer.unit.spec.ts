import type { PublishedEvent } from '@latchkey/key-events';
import type { ConsumedRecord } from '@latchkey/kafka';
import { ConsumerStopped } from './consumer-stopped';
import type { DeadLetter } from './dead-letter';
import { ConsumerAborted, createRecordConsumer, type RecordConsumerOptions } from './record-consumer';
import { inMemoryProgress, type World } from './testing/in-memory-progress';
import { keyId, record } from './testing/records';

const subject = { topic: 'latchkey.api-keys.v1', key: keyId(1) };
const note = (event: PublishedEvent, { applied }: World) =>
  void applied.set(event.subject, [...(applied.get(event.subject) ?? []), event.version]);

function consumer(more: Partial<RecordConsumerOptions<World>> = {}) {
  const memory = inMemoryProgress();
  const letters: DeadLetter[] = [];
  const outcomes: string[] = [];
  const failures: unknown[] = [];
  const consume = createRecordConsumer<World>({
    handlers: { 'latchkey.api-key.created.v1': note, 'latchkey.api-key.labeled.v1': note },
    progress: memory.store,
    sendDeadLetter: async (letter) => void letters.push(letter),
    attempts: 3,
    backoffMs: { min: 0, max: 0 },
    onRecord: (outcome) => outcomes.push(outcome),
    onFailure: (error) => failures.push(error),
    signal: new AbortController().signal,
    ...more,
  });
  const all = async (...records: readonly ConsumedRecord[]) => {
    for (const each of records) await consume(each);
  };
  const applied = (n = 1) => memory.world().applied.get(keyId(n)) ?? [];
  return { ...memory, consume, all, applied, letters, outcomes, failures };
}

describe('order', () => {
  test('each event is applied once, in the order of its key, however often it comes', async () => {
    const { all, applied, outcomes } = consumer();
    await all(record({ version: 0 }), record({ version: 1 }), record({ version: 0 }), record({ version: 1 }));
    await all(record({ version: 2 }));
    expect(applied()).toEqual([0, 1, 2]);
    expect(outcomes).toEqual(['applied', 'applied', 'repeated', 'repeated', 'applied']);
  });

  test('keys are counted apart', async () => {
    const { all, applied } = consumer();
    await all(record({ version: 0 }), record({ key: keyId(2), version: 0 }), record({ version: 1 }));
    expect([applied(1), applied(2)]).toEqual([[0, 1], [0]]);
  });

  test.each([
    ['at the beginning', [1], 'version 1 after -1; one is missing'],
    ['later', [0, 3], 'version 3 after 0; 2 are missing'],
  ])('a gap %s stops the consumer, again and again', async (_, versions, words) => {
    const { all, consume, applied, progressOf } = consumer();
    const records = versions.map((version) => record({ version }));
    const last = records.pop() as ConsumedRecord;
    await all(...records);
    const before = progressOf(subject);
    await expect(consume(last)).rejects.toThrow(words);
    await expect(consume(last)).rejects.toMatchObject({ name: 'ConsumerStopped', reason: 'gap' });
    expect(applied()).toEqual(versions.slice(0, -1));
    expect(progressOf(subject)).toEqual(before);
  });

  test('a type that is not known is passed over and leaves no gap', async () => {
    const { all, applied, outcomes } = consumer();
    await all(record({ version: 0 }), record({ version: 1, type: 'latchkey.api-key.lent.v2' }), record({ version: 2 }));
    expect(applied()).toEqual([0, 2]);
    expect(outcomes).toEqual(['applied', 'passed-over', 'applied']);
  });

  test('a type without a handler is passed over and leaves no gap', async () => {
    const { all, applied } = consumer({ handlers: {} });
    await all(record({ version: 0 }), record({ version: 1 }));
    expect(applied()).toEqual([]);
  });

  test('two consumers at the same records apply each event once', async () => {
    const { store, world } = inMemoryProgress();
    const [one, other] = [consumer({ progress: store }), consumer({ progress: store })];
    const records = [0, 1, 2, 3].map((version) => record({ version }));
    await Promise.all([one.all(...records), other.all(...records)]);
    expect(world().applied.get(keyId(1))).toEqual([0, 1, 2, 3]);
  });
});

describe('a handler that fails', () => {
  const failing = (times: number, versions = [1]) => {
    let left = times;
    return {
      'latchkey.api-key.labeled.v1': (event: PublishedEvent, world: World) => {
        note(event, world);
        if (versions.includes(event.version) && left-- > 0) throw new Error('no luck');
      },
    };
  };

  test('is tried again, and what it had written is not kept', async () => {
    const { all, applied, letters, failures } = consumer({ handlers: failing(2) });
    await all(record({ version: 0 }), record({ version: 1 }), record({ version: 2 }));
    expect(applied()).toEqual([0, 1, 2]);
    expect(letters).toEqual([]);
    expect(failures).toEqual([new Error('no luck'), new Error('no luck')]);
  });

  test('as often as allowed: the event becomes a dead letter, and later ones of its key follow it in order', async () => {
    const { all, applied, letters, outcomes, progressOf } = consumer({ handlers: failing(3) });
    await all(record({ version: 0 }), record({ version: 1 }), record({ version: 2 }));
    await all(record({ key: keyId(2), version: 0 }), record({ version: 3 }));
    expect([applied(1), applied(2)]).toEqual([[0], [0]]);
    expect(letters.map(({ key, headers }) => [key, headers.ce_streamversion, headers.deadletter_reason])).toEqual([
      [keyId(1), '1', 'handler_failed'],
      [keyId(1), '2', 'follows'],
      [keyId(1), '3', 'follows'],
    ]);
    expect(outcomes).toEqual(['applied', 'dead-letter', 'dead-letter', 'applied', 'dead-letter']);
    expect(progressOf(subject)).toEqual({ version: 3, diverted: true });
  });

  test('the dead letter is the record as it came, and says where it was, but not what the error said', async () => {
    const { all, letters } = consumer({ handlers: failing(3, [0]) });
    const came = record({ version: 0, offset: 42 });
    await all(came);
    expect(letters).toEqual([
      {
        key: keyId(1),
        value: came.value,
        headers: {
          ...came.headers,
          deadletter_reason: 'handler_failed',
          deadletter_topic: 'latchkey.api-keys.v1',
          deadletter_partition: '0',
          deadletter_offset: '42',
        },
      },
    ]);
  });

  test('a restarted consumer goes on sending the followers there, and does not repeat those that are', async () => {
    const { store } = inMemoryProgress();
    await consumer({ progress: store, handlers: failing(3, [0]) }).all(record({ version: 0 }));
    const restarted = consumer({ progress: store });
    await restarted.all(record({ version: 0 }), record({ version: 1 }));
    expect(restarted.applied()).toEqual([]);
    expect(restarted.letters.map(({ headers }) => headers.ce_streamversion)).toEqual(['1']);
  });

  test('a key whose progress is taken away after a repair is applied anew when all is read again, and no other is', async () => {
    const memory = inMemoryProgress();
    const all = [0, 1, 2].flatMap((version) => [1, 2].map((n) => record({ key: keyId(n), version })));
    const failsForOne = (event: PublishedEvent, world: World) => {
      if (event.subject === keyId(1) && event.version === 1) throw new Error('no luck');
      note(event, world);
    };
    const broken = consumer({ progress: memory.store, handlers: { 'latchkey.api-key.labeled.v1': failsForOne } });
    await broken.all(...all);
    memory.forget(subject);
    const repaired = consumer({ progress: memory.store });
    await repaired.all(...all);
    expect(memory.world().applied).toEqual(new Map([1, 2].map((n) => [keyId(n), [0, 1, 2]])));
    expect(repaired.outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(3);
    expect(repaired.letters).toEqual([]);
  });

  test('a gap after a dead letter stops the consumer too', async () => {
    const { all, consume } = consumer({ handlers: failing(3, [0]) });
    await all(record({ version: 0 }));
    await expect(consume(record({ version: 2 }))).rejects.toBeInstanceOf(ConsumerStopped);
  });

  test('because something is away waits for it, however long, and makes no dead letter', async () => {
    const { all, applied, letters } = consumer({ handlers: failing(50), isOutage: () => true });
    await all(record({ version: 0 }), record({ version: 1 }));
    expect(applied()).toEqual([0, 1]);
    expect(letters).toEqual([]);
  });
});

describe('what the consumer itself needs', () => {
  test('progress that cannot be stored is waited for; the handler’s writes are not kept without it', async () => {
    const { store, world } = inMemoryProgress();
    let left = 20;
    const write: typeof store.write = async (...args) => {
      if (left-- > 0) throw new Error('the database is away');
      return store.write(...args);
    };
    const { all, letters } = consumer({ progress: { ...store, write } });
    await all(record({ version: 0 }), record({ version: 1 }));
    expect(world().applied.get(keyId(1))).toEqual([0, 1]);
    expect(letters).toEqual([]);
  });

  test('a dead letter that cannot be sent is waited for: the event is never left out', async () => {
    const letters: DeadLetter[] = [];
    let left = 20;
    const { all, progressOf } = consumer({
      handlers: { 'latchkey.api-key.labeled.v1': () => Promise.reject(new Error('no luck')) },
      sendDeadLetter: async (letter) => {
        if (left-- > 0) throw new Error('Kafka is away');
        letters.push(letter);
      },
    });
    await all(record({ version: 0 }));
    expect(letters).toHaveLength(1);
    expect(progressOf(subject)).toEqual({ version: 0, diverted: true });
  });

  test('it says between attempts that it lives, and ends them when its partition was taken away', async () => {
    const { consume } = consumer({
      isOutage: () => true,
      handlers: { 'latchkey.api-key.labeled.v1': () => Promise.reject(new Error('no luck')) },
    });
    let beats = 0;
    const heartbeat = async () => {
      beats += 1;
      if (beats === 3) throw new Error('rebalancing');
    };
    await expect(consume(record({ version: 0 }), heartbeat)).rejects.toThrow('rebalancing');
    expect(beats).toBe(3);
  });

  test('when it is to stop it stops trying: the record is not done with', async () => {
    const stop = new AbortController();
    const { consume, progressOf, failures } = consumer({
      signal: stop.signal,
      isOutage: () => true,
      handlers: {
        'latchkey.api-key.labeled.v1': () => {
          stop.abort();
          throw new Error('no luck');
        },
      },
    });
    await expect(consume(record({ version: 0 }))).rejects.toBeInstanceOf(ConsumerAborted);
    expect(failures).toHaveLength(1);
    expect(progressOf(subject)).toBeNull();
  });
});

describe('a record that breaks the contract', () => {
  test('but says what it is of becomes a dead letter at once, and later ones of its key follow', async () => {
    const { all, applied, letters, failures } = consumer();
    await all(record({ version: 0 }), record({ version: 1, data: { label: 1 } }), record({ version: 2 }));
    expect(applied()).toEqual([0]);
    expect(letters.map(({ headers }) => headers.deadletter_reason)).toEqual(['contract_violation', 'follows']);
    expect(failures).toEqual([]);
  });

  test('and does not say what it is of stops the consumer: nobody could tell what must not overtake it', async () => {
    const { consume, letters } = consumer();
    const { ce_streamversion: _, ...headers } = record({ version: 0 }).headers;
    await expect(consume({ ...record({ version: 0, offset: 7 }), headers })).rejects.toMatchObject({
      reason: 'unreadable',
      message: 'stopped at latchkey.api-keys.v1, partition 0, offset 7: it has no stream version',
    });
    expect(letters).toEqual([]);
  });
});
