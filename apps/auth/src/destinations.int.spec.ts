import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { destinationCells } from './testing/destination.fixture';
import { OUTCOMES } from './testing/destination.table';
import {
  createHistory,
  destinationAllowed,
  destinationRemoved,
  forwardUrlChanged,
  makeKey,
  merchantAdded,
  opened,
} from './testing/history.fixture';
import { createLogDatabase, type LogDatabase } from './testing/log-database.fixture';
import { eventually, runAuth, wireCheck, type RunningAuth, type WireVerdict } from './testing/running-auth.fixture';

let database: TestDatabase;
let log: LogDatabase;
let auth: RunningAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await createLogDatabase(database.ownerUrl, 'latchkey_auth');
  auth = await runAuth({ eventStoreUrl: database.url('auth') });
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(async () => {
  await auth?.stop();
  await log?.close();
  await database?.drop();
});

const outcome = ({ verdict, reason, destination }: WireVerdict): string => {
  const relay = destination && `${destination.relay}${destination.insecure_loopback ? ' loopback' : ''}`;
  return [verdict, reason, relay].filter((word) => word !== null).join(' ');
};

test('every cell of the table of destinations has its verdict, reason and relay over HTTP', async () => {
  const { facts, cells } = destinationCells();
  const positions = await createHistory(log.store)(...facts);
  const given: string[] = [];
  for (let from = 0; from < cells.length; from += 500) {
    const some = cells.slice(from, from + 500);
    const checks = some.map(({ key, question }) => wireCheck(key, { ...question, min_position: positions.at(-1) }));
    const { status, body } = await auth.verify(checks);
    expect(status).toBe(200);
    given.push(...some.map(({ name }, at) => `${name}: ${body.verdicts[at] && outcome(body.verdicts[at])}`));
  }
  expect(given).toEqual(cells.map(({ name, code }) => `${name}: ${OUTCOMES[code]}`));
});

describe('what takes a destination away takes effect with its position', () => {
  const accountId = randomUUID();
  const merchantId = randomUUID();
  const key = makeKey(accountId);
  const url = 'https://psp.example/pay';
  const question = { merchant_id: merchantId, destination: { payment_forward_url: true, method: 'POST' } };
  const askAt = (position: unknown) => auth.verdictOf(key, { ...question, min_position: position });

  test('a removal, twenty times; an allow in between is an allow', async () => {
    const append = createHistory(log.store);
    await append(opened(accountId, 'platform'), merchantAdded(accountId, merchantId, true, url), key.created);
    for (let round = 0; round < 20; round += 1) {
      const destinationId = randomUUID();
      const [allowed] = await append(destinationAllowed(accountId, destinationId, 'psp.example'));
      expect(await askAt(allowed)).toMatchObject({
        ...{ verdict: 'allow', reason: null, forward_url: url },
        destination: { relay: 'masked', insecure_loopback: false },
      });
      const [removed] = await append(destinationRemoved(accountId, destinationId));
      const denied = { verdict: 'deny', reason: 'destination_not_allowed', forward_url: url, destination: null };
      expect(await askAt(removed)).toMatchObject(denied);
    }
    await append(destinationAllowed(accountId, randomUUID(), 'psp.example'));
    const [unset] = await append(forwardUrlChanged(accountId, merchantId, null));
    const missing = { verdict: 'deny', reason: 'forward_url_missing', forward_url: null, destination: null };
    expect(await askAt(unset)).toMatchObject(missing);
  });
});

test('250 checks of the longest URLs fit into one call', async () => {
  const accountId = randomUUID();
  const merchantId = randomUUID();
  const key = makeKey(accountId);
  const start = 'https://psp.example/';
  const url = start + 'a'.repeat(2048 - start.length);
  const facts = [opened(accountId, 'platform'), merchantAdded(accountId, merchantId, true, url), key.created];
  const allowed = destinationAllowed(accountId, randomUUID(), 'psp.example');
  const positions = await createHistory(log.store)(...facts, allowed);
  const more = { merchant_id: merchantId, destination: { url, method: 'POST' }, min_position: positions.at(-1) };
  const { status, body } = await auth.verify(Array.from({ length: 250 }, () => wireCheck(key, more)));
  expect(status).toBe(200);
  expect(new Set(body.verdicts.map(outcome))).toEqual(new Set(['allow masked']));
  expect(body.verdicts[249]?.forward_url).toBe(url);
});
