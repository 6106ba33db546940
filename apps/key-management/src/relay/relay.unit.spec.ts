import { createInMemoryEventStore, formatPosition } from '@latchkey/event-store';
import { eventsOfKey } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { until } from '../testing/until';
import { createRelay, isHeld, type RelayOptions } from './relay';
import { publisherDouble } from './testing/publisher.double';
import { relayStoreDouble } from './testing/relay-store.double';

const KEY = randomUUID();

const started: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(started.splice(0).map((stop) => stop())));

const stage = async (events: number) => {
  const log = createInMemoryEventStore({ pollMs: 1, pageSize: 10 });
  for (const [version, event] of eventsOfKey(KEY, 0, events).entries()) {
    await log.append(`apikey-${KEY}`, version === 0 ? 'no-stream' : version - 1, [event]);
  }
  return log;
};

const start = (options: Pick<RelayOptions, 'events' | 'store' | 'publisher'>) => {
  const abort = new AbortController();
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const relay = createRelay({ ...options, log: { info: note, warn: (_, message) => note(message) } });
  const running = relay.run(abort.signal);
  const stop = () => (abort.abort(), running);
  started.push(stop);
  return { relay, lines, stop };
};

test('what Kafka did not take is sent again, and the checkpoint follows what it did', async () => {
  const events = await stage(25);
  const { store, row } = relayStoreDouble();
  let refusals = 3;
  const { publisher, versions } = publisherDouble(() => (refusals-- > 0 ? new Error('not now') : undefined));
  const { relay, stop } = start({ events, store, publisher });
  await until(() => relay.status().error?.message === 'not now');
  expect(row.position).toBeUndefined();
  await until(async () => row.position === (await events.head()));
  expect(relay.status().error).toBeUndefined();
  await stop();
  expect(versions()).toEqual(Array.from({ length: 25 }, (_, version) => version));
});

test('while Kafka takes nothing no more than a page of the log is asked for, however often it is tried', async () => {
  const log = await stage(200);
  let asked = 0;
  const events: RelayOptions['events'] = {
    async *subscribe(...args) {
      asked = 0;
      for await (const delivery of log.subscribe(...args)) {
        asked += 1;
        yield delivery;
      }
    },
  };
  const askedBefore: number[] = [];
  const { publisher, sent } = publisherDouble(() =>
    askedBefore.length < 4 ? (askedBefore.push(asked), new Error('away')) : undefined,
  );
  const { store, row } = relayStoreDouble();
  const { stop } = start({ events, store, publisher });
  await until(async () => row.position === (await log.head()));
  await stop();
  // Ten events, and that there are no more in this page.
  expect(askedBefore).toEqual([11, 11, 11, 11]);
  expect(sent).toHaveLength(200);
});

test('an event that does not fit the contract holds the relay: what is before it is sent once, what is after it is not', async () => {
  const events = await stage(3);
  const [stranger] = eventsOfKey(KEY, 3, 4);
  if (stranger === undefined) throw new Error('there is one');
  const secret = 'not to be told';
  const { position } = await events.append(`apikey-${KEY}`, 2, [
    { ...stranger, data: { ...stranger.data, label: 7, secret } },
  ]);
  await events.append(`apikey-${KEY}`, 3, eventsOfKey(KEY, 4, 5));
  const { store } = relayStoreDouble();
  const { publisher, versions } = publisherDouble();
  const { relay, stop } = start({ events, store, publisher });
  let interruptions = 0;
  await until(() => isHeld(relay.status()) && interruptions++ > 50);
  expect(versions()).toEqual([0, 1, 2]);
  expect(relay.status().error?.message).toContain(`KeyLabeled at ${position} cannot be published`);
  expect(relay.status().error?.message).not.toContain(secret);
  await stop();
});

test('a checkpoint of another log is given up, with a line that says why, and the log published from its beginning', async () => {
  const events = await stage(5);
  const { store, row } = relayStoreDouble(formatPosition(randomUUID(), 3));
  const { publisher, versions } = publisherDouble();
  const { lines, stop } = start({ events, store, publisher });
  await until(async () => row.position === (await events.head()));
  await stop();
  expect(versions()).toEqual([0, 1, 2, 3, 4]);
  expect(lines).toContainEqual(
    expect.stringMatching(/^relay: checkpoint refused: position of another log; rebuilding/),
  );
});

test('a relay that was overtaken while it sent moves the checkpoint no more', async () => {
  const events = await stage(15);
  const { store, row, takeOver } = relayStoreDouble();
  const { publisher, sent } = publisherDouble(() => (sent.length === 0 ? void takeOver() : undefined));
  const { relay, stop } = start({ events, store, publisher });
  await until(() => relay.status().role === 'standby' && sent.length > 0);
  expect(sent).toHaveLength(10);
  expect(row.position).toBeUndefined();
  await stop();
});

test('stopping does not wait for an acknowledgement that never comes, and lets the relay go', async () => {
  const events = await stage(5);
  const { store, row } = relayStoreDouble();
  let sending = false;
  const publisher = {
    ...publisherDouble().publisher,
    send: () => ((sending = true), new Promise<void>(() => undefined)),
  };
  const { stop } = start({ events, store, publisher });
  await until(() => sending);
  await stop();
  expect(row).toMatchObject({ held: false, position: undefined });
});
