import { startDisposablePostgres } from '@latchkey/testing';
import { migrate } from '../migrations/migrate';
import { until } from '../testing/until';
import { metric, readiness, type RelayStage, setRelayStage } from './testing/relay-stage';

let stage: RelayStage;
afterEach(() => stage.dispose());

const atHead = async (): Promise<boolean> => (await stage.checkpoint()) === (await stage.log.head());

test('every event reaches a consumer, in order for each key and without a hole; no record holds the verifier', async () => {
  stage = await setRelayStage();
  await stage.append(40, 10);
  const relay = await stage.startRelay();
  await stage.append(10, 5);
  expect(await stage.everythingArrived()).toEqual({ problems: [], repeats: 0 });
  await until(atHead);
  expect(await metric(relay, 'relay_events_total')).toBe(450);
  expect(await metric(relay, 'relay_leader')).toBe(1);
  await until(async () => (await metric(relay, 'relay_lag_events')) === 0);
  expect(await metric(relay, 'relay_lag_seconds')).toBeLessThan(5);
  expect(await readiness(relay)).toMatchObject({ status: 200, checks: { relay: { ok: true } } });
  for (const { value, headers } of stage.records) {
    const text = `${Buffer.from(value ?? []).toString()}${JSON.stringify(headers)}`;
    expect(text).not.toMatch(/verifier|AAAA/);
  }
  expect(await relay.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(relay.output()).not.toContain('TimeoutNegativeWarning');
});

test('of two relays one publishes; when it is killed the other goes on within 15 s', async () => {
  stage = await setRelayStage();
  const first = await stage.startRelay();
  await until(async () => (await metric(first, 'relay_leader')) === 1);
  const second = await stage.startRelay();
  await stage.append(20, 5);
  await stage.everythingArrived();
  expect(await metric(second, 'relay_leader')).toBe(0);
  expect((await readiness(second)).status).toBe(200);

  await first.kill('SIGKILL');
  await stage.append(20, 5);
  expect(await stage.everythingArrived(15_000)).toMatchObject({ problems: [] });
  expect(await metric(second, 'relay_leader')).toBe(1);
});

test('a relay that is stopped is overtaken within 15 s, and when it wakes does not move the checkpoint', async () => {
  stage = await setRelayStage();
  const first = await stage.startRelay();
  await until(async () => (await metric(first, 'relay_leader')) === 1);
  const second = await stage.startRelay();
  await stage.append(5, 2);
  process.kill(first.pid, 'SIGSTOP');
  await stage.append(20, 5);
  expect(await stage.everythingArrived(15_000)).toMatchObject({ problems: [] });
  await until(atHead);

  process.kill(first.pid, 'SIGCONT');
  await until(async () => (await metric(first, 'relay_leader')) === 0);
  await stage.append(20, 5);
  expect(await stage.everythingArrived()).toMatchObject({ problems: [] });
  await until(atHead);
  expect(await metric(second, 'relay_leader')).toBe(1);
  expect(first.output()).toContain('publishes no more');
});

test('a missing topic is named, and nothing is made; once it is there everything is published', async () => {
  stage = await setRelayStage(undefined, { makeTopics: false });
  const relay = await stage.startRelay();
  await stage.append(3, 3);
  const sentence = async () => (await readiness(relay)).checks['relay']?.message ?? '';
  await until(async () => (await sentence()).includes('there is no topic'));
  expect(await sentence()).toMatch(/run `npm run kafka:topics`, or look at KAFKA_TOPIC_PREFIX$/);
  expect(await metric(relay, 'relay_interrupted')).toBe(1);
  expect(await stage.checkpoint()).toBeNull();

  await stage.ensureTopics();
  expect(await stage.everythingArrived()).toEqual({ problems: [], repeats: 0 });
  expect((await readiness(relay)).status).toBe(200);
});

test('another log is published from its beginning, never from the old checkpoint', async () => {
  stage = await setRelayStage();
  const relay = await stage.startRelay();
  await stage.append(10, 3);
  await stage.everythingArrived();
  await until(atHead);
  await stage.replaceLog();
  await until(() => stage.records.length >= 60);
  await until(atHead);
  expect(await stage.everythingArrived()).toEqual({ problems: [], repeats: 30 });
  expect(relay.output()).toContain('relay: checkpoint refused');
});

test('a relay whose checkpoint an operator takes back while it runs publishes everything again', async () => {
  stage = await setRelayStage();
  await stage.startRelay();
  await stage.append(10, 3);
  await stage.everythingArrived();
  await until(atHead);
  await stage.publishEverythingAgain();
  await until(() => stage.records.length >= 60);
  await until(atHead);
  expect(await stage.everythingArrived()).toEqual({ problems: [], repeats: 30 });
});

test('without KAFKA_BROKERS the relay is off and says so, and its checkpoint stays for when it is on', async () => {
  stage = await setRelayStage();
  await stage.append(5, 2);
  const off = await stage.startRelay({ KAFKA_BROKERS: '' });
  expect(off.output()).toContain('KAFKA_BROKERS is not set: the relay is off');
  expect((await readiness(off)).status).toBe(200);
  expect(await off.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await stage.checkpoint()).toBeNull();
  await stage.startRelay();
  expect(await stage.everythingArrived()).toEqual({ problems: [], repeats: 0 });
});

test('PostgreSQL dies and comes back: nothing is left out, by a relay that goes on by itself', async () => {
  const postgres = await startDisposablePostgres();
  const url = postgres.url();
  await migrate(url, {});
  const database = { name: 'postgres', ownerUrl: url, url: () => url, drop: async () => undefined };
  stage = await setRelayStage(undefined, { database });
  try {
    const relay = await stage.startRelay();
    await stage.append(10, 3);
    await stage.everythingArrived();
    await postgres.kill('SIGKILL');
    await until(async () => (await readiness(relay)).checks['relay']?.ok === false);
    expect((await readiness(relay)).checks).toMatchObject({ database: { ok: false }, event_store: { ok: false } });
    await postgres.restart();
    await stage.append(10, 3);
    expect(await stage.everythingArrived()).toMatchObject({ problems: [] });
    await until(async () => (await readiness(relay)).status === 200);
    // Of the log too, which it seals.
    await until(async () => (await metric(relay, 'sealing_leaves')) === 60);
  } finally {
    await stage.dispose();
    await postgres.dispose();
  }
});
