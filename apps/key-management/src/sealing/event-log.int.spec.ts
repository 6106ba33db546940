import { createEventStoreDbEventStore } from '@latchkey/event-store-eventstoredb';
import { startEsdbDouble } from '@latchkey/event-store-eventstoredb/testing';
import type { EventStore } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { appendKeyEvents, createTestDatabase, eventsOfKey } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { migrate } from '../migrations/migrate';
import { until } from '../testing/until';
import { everythingIn, rootOf, setSealingStage, type SealingStage } from './testing/sealing-stage';

let stage: SealingStage;
beforeEach(async () => void (stage = await setSealingStage()));
afterEach(() => stage.dispose());

const latest = async () => (await stage.seals()).filter(({ log }) => log === 'events').at(-1);
const sealedThrough = (size: number) => until(async () => (await latest())?.size === size);

test('the tree is that of the log, whatever it was cut into, and every event is written beside it once and in order', async () => {
  await appendKeyEvents(stage.log, 60, 30);
  stage.start();
  await sealedThrough(1_800);
  await appendKeyEvents(stage.log, 5, 3);
  await sealedThrough(1_815);
  const events = await everythingIn(stage.log);
  for (const { size, root } of await stage.seals()) expect(root).toBe(rootOf(events.slice(0, size)));
  expect(stage.indexed.map(({ ordinal }) => ordinal)).toEqual(events.map((_, at) => at + 1));
  expect(stage.indexed.map(({ position }) => position)).toEqual(events.map(({ position }) => position));
  expect(JSON.stringify(stage.indexed.map(({ event }) => event))).not.toContain('A'.repeat(43));
});

test('an event counts at the largest time of it and all before it, also across a restart', async () => {
  const key = randomUUID();
  const times = ['10:00', '11:30', '09:00', '11:00', '12:00'].map((clock) => `2026-11-23T${clock}:00.000Z`);
  const events = eventsOfKey(key, 0, 5).map((event, at) => ({
    ...event,
    metadata: { ...event.metadata, time: times[at] ?? '' },
  }));
  await stage.log.append(`apikey-${key}`, 'no-stream', events.slice(0, 2));
  const { stop } = stage.start();
  await sealedThrough(2);
  // A page of its own, the one that is read again: the largest time is not in it.
  await stage.log.append(`apikey-${key}`, 1, events.slice(2, 3));
  await sealedThrough(3);
  await stop();
  await stage.log.append(`apikey-${key}`, 2, events.slice(3));
  stage.start();
  await sealedThrough(5);
  const expected = ['10:00', '11:30', '11:30', '11:30', '12:00'].map((clock) => `2026-11-23T${clock}:00.000Z`);
  expect(stage.indexed.map(({ effectiveAt }) => effectiveAt)).toEqual(expected);
});

test('a log that took the place of another gets a series of its own; the seals of the other stay', async () => {
  await appendKeyEvents(stage.log, 4, 5);
  const { lines } = stage.start();
  await sealedThrough(20);
  const before = await stage.seals();
  await stage.owner('SELECT event_store.renew_log_id()');
  await until(async () => (await latest())?.log_id !== before[0]?.log_id);
  await sealedThrough(20);
  const seals = await stage.seals();
  expect(seals.slice(0, before.length)).toEqual(before);
  expect(seals.at(-1)).toMatchObject({ size: 20, previous_size: null, root: before.at(-1)?.root });
  expect(stage.indexed).toHaveLength(20);
  expect(lines).toContainEqual(expect.stringMatching(/^sealing: checkpoint refused: position of another log/));
});

describe('a log that was changed while nobody looked is not sealed any further', () => {
  const stopped = async (): Promise<void> => {
    await appendKeyEvents(stage.log, 4, 5);
    const { stop } = stage.start();
    await sealedThrough(20);
    await stop();
  };
  const heldWith = async (message: RegExp): Promise<void> => {
    const { status } = stage.start();
    await until(() => message.test(status().error?.message ?? ''));
    expect(status().error?.name).toBe('NotAsSealed');
    expect((await latest())?.size).toBe(20);
  };

  test('in its last page', async () => {
    await stopped();
    await stage.tamper(
      `UPDATE event_store.events SET metadata = replace(convert_from(metadata, 'UTF8'), '10:00', '10:01')::bytea WHERE position = 17`,
    );
    await appendKeyEvents(stage.log, 1, 1);
    await heldWith(/^ordinal 17 of the log events is not what it was$/);
  });

  test('cut short', async () => {
    await stopped();
    await stage.tamper('DELETE FROM event_store.events WHERE position > 15');
    await heldWith(/^the log events ends at ordinal (0|15), and 20 were hashed before$/);
  });

  test('cut short and written on in another way', async () => {
    await stopped();
    await stage.tamper('DELETE FROM event_store.events WHERE position > 15');
    await appendKeyEvents(stage.log, 2, 5);
    await heldWith(/^ordinal 16 of the log events is not what it was$/);
  });

  test('with one left out', async () => {
    await stopped();
    await stage.tamper(
      'INSERT INTO event_store.events SELECT 22, stream, 9, gen_random_uuid(), type, data, metadata FROM event_store.events WHERE position = 20',
    );
    await heldWith(/^the log events has no ordinal 21$/);
  });
});

test('a log that was copied to the other kind of store and back has the same roots', async () => {
  const esdb = await startEsdbDouble();
  const other = createEventStoreDbEventStore({ url: esdb.url });
  const database = await createTestDatabase();
  await migrate(database.ownerUrl, {});
  const back = createPostgresEventStore({ connectionString: database.ownerUrl, applicationName: 'test' });
  try {
    await appendKeyEvents(stage.log, 10, 6);
    await copy(stage.log, other);
    await copy(other, back);
    const roots = [];
    for (const [store, dense] of [
      [stage.log, true],
      [other, false],
      [back, true],
    ] as const) {
      const before = (await latest())?.log_id;
      const { stop } = stage.start(store, { dense });
      await until(async () => (await latest())?.log_id !== before);
      await sealedThrough(60);
      roots.push((await latest())?.root);
      await stop();
    }
    expect(new Set((await stage.seals()).map(({ log_id }) => log_id)).size).toBe(3);
    expect(roots).toEqual(Array(3).fill(rootOf(await everythingIn(stage.log))));
    await appendKeyEvents(other, 1, 2);
  } finally {
    await Promise.all([other.close(), back.close()]);
    await esdb.close();
    await database.drop();
  }
});

const copy = async (from: EventStore, to: EventStore): Promise<void> => {
  for (const { stream, version, id, type, data, metadata } of await everythingIn(from)) {
    await to.append(stream, version === 0 ? 'no-stream' : version - 1, [{ id, type, data, metadata }]);
  }
};
