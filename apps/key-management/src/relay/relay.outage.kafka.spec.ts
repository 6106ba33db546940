import { type ProxiedKafka, startProxiedKafka } from '@latchkey/testing';
import { until } from '../testing/until';
import { metric, readiness, type RelayStage, setRelayStage } from './testing/relay-stage';

let proxied: ProxiedKafka;
let stage: RelayStage;
beforeAll(async () => {
  proxied = await startProxiedKafka();
});
afterEach(() => stage.dispose());
afterAll(() => proxied.dispose());

test('what is appended while the broker is dead is published when it is back', async () => {
  stage = await setRelayStage(proxied.kafka.brokers);
  const relay = await stage.startRelay();
  await stage.append(10, 3);
  await stage.everythingArrived();
  await proxied.kafka.kill('SIGKILL');
  await stage.append(40, 10);
  await until(async () => (await metric(relay, 'relay_interrupted')) === 1);
  expect((await readiness(relay)).checks['relay']?.message).toMatch(/KAFKA_BROKERS/);
  await until(async () => (await metric(relay, 'relay_lag_events')) >= 400);
  await proxied.kafka.restart();
  await stage.append(10, 3);
  expect(await stage.everythingArrived(60_000)).toMatchObject({ problems: [] });
  await until(async () => (await metric(relay, 'relay_interrupted')) === 0);
});

test('acknowledgements that are lost after the write lose nothing and open no hole', async () => {
  stage = await setRelayStage(proxied.kafka.brokers, { reach: proxied.brokers });
  const relay = await stage.startRelay();
  await until(async () => (await metric(relay, 'relay_leader')) === 1);
  await stage.append(10, 3);
  await stage.everythingArrived();
  // Records can be read before the relay has the answer: from here on it would wait for that one.
  await until(async () => (await stage.checkpoint()) === (await stage.log.head()));
  const before = await stage.checkpoint();
  proxied.setMode('swallow-answers');
  // One, so that it is in one batch: the next would wait for an answer.
  await stage.append(1, 1);
  // They are there, and the relay does not know.
  await stage.everythingArrived();
  expect(await stage.checkpoint()).toBe(before);
  proxied.cut();
  proxied.setMode('pass');
  await until(async () => (await stage.checkpoint()) === (await stage.log.head()));
  await stage.append(10, 3);
  expect(await stage.everythingArrived()).toMatchObject({ problems: [] });
});
