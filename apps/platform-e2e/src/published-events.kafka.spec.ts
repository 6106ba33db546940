import { operatorOf } from '@latchkey/testing/platform';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asyncapiReader, type RawRecord } from './support/asyncapi-reader';
import { setPublishedStage } from './support/published-stage';

const reader = asyncapiReader();
let stage: Awaited<ReturnType<typeof setPublishedStage>>;
let account: string;
const keys: { id: string; secret: string }[] = [];

const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it does not come to hold:\n${stage.output()}`);
    await sleep(50);
  }
};
const events = () => stage.records.filter(({ topic }) => topic !== 'latchkey.seals.v1');
const textOf = ({ topic, key, headers, value }: RawRecord): string =>
  `${topic} ${key} ${JSON.stringify(headers)} ${Buffer.from(value ?? []).toString('utf8')}`;

/** One of everything that leads to an event. */
beforeAll(async () => {
  stage = await setPublishedStage(reader.topics);
  const operator = operatorOf(stage.platform);
  account = await operator.openAccount('platform', 'Café "Nord" €');
  await operator.setModel(account, 'ecosystem');
  const shop = await operator.addMerchant(account, 'Shop', { country_code: 'DE', website_url: 'https://shop.example' });
  const gone = await operator.addMerchant(account, 'Gone');
  await operator.request(`/merchants/${shop}`, { method: 'PATCH', account, json: { company_city: 'Köln' } });
  await operator.issueEncryptionKey(account, shop);
  await operator.allowDestinations(account, [{ host: 'psp.example', path_prefixes: ['/v1'], merchant_ids: [shop] }]);
  await operator.allowDestinations(account, []);
  keys.push(await operator.makeKey(account));
  keys.push(await operator.makeKey(account, { merchant_ids: [shop], features: ['tokens.list', 'tokens.read'] }));
  keys.push(await operator.makeKey(account));
  await operator.removeMerchant(account, gone);
  await operator.request(`/api-keys/${keys[0]?.id}`, { method: 'PATCH', account, json: { label: 'Kasse Süd' } });
  await operator.revoke(account, keys[2]?.id ?? '');
  const { length } = await stage.stored();
  // Not records: one may come twice.
  await until(() => new Set(events().map(({ headers }) => headers.ce_id)).size >= length);
  await until(() => stage.records.length > events().length);
}, 180_000);
afterAll(() => stage?.close());

test('one who knows only the AsyncAPI file finds every event of every type, and each record fits the file', async () => {
  const read = stage.records.map((record) => reader.read(record));
  expect(read.filter((each) => 'problem' in each)).toEqual([]);
  const names = new Set(read.map((each) => ('name' in each ? each.name : '')));
  expect([...names].sort()).toEqual([...reader.types].sort());
  const seen = new Set(events().map(({ key, headers }) => `${key} ${headers.ce_streamversion}`));
  const stored = (await stage.stored()).map(({ stream, version }) => `${stream.replace(/^[a-z]+-/, '')} ${version}`);
  expect([...seen].sort()).toEqual(stored.sort());
});

test('no record contains a verifier, a digest, or any part of a secret', async () => {
  const everything = stage.records.map(textOf).join('\n');
  const verifiers = (await stage.stored())
    .filter(({ type }) => type === 'KeyCreated')
    .map(({ data }) => (JSON.parse(data.toString('utf8')) as { verifier: { value: string } }).verifier.value);
  const digests = keys.map(({ secret }) => createHash('sha256').update(secret).digest());
  const hidden = [
    ...keys.map(({ secret }) => /^lk_test_[0-9A-Za-z]{22}_([0-9A-Za-z]{43})/.exec(secret)?.[1] ?? ''),
    ...[...verifiers.map((value) => Buffer.from(value, 'base64url')), ...digests].flatMap((bytes) =>
      (['hex', 'base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding)),
    ),
  ];
  expect(hidden).toHaveLength(3 + 6 * 3);
  for (const text of hidden) {
    expect(text.length).toBeGreaterThan(42);
    for (let at = 0; at + 10 <= text.length; at += 1) expect(everything).not.toContain(text.slice(at, at + 10));
  }
  expect(everything).not.toMatch(/verifier|pepper|digest/i);
  expect(stage.output()).not.toMatch(/lk_(live|test)_[0-9A-Za-z]{22}_/);
});

test('the example service has, from Kafka alone, the keys that the API says are active', async () => {
  const { body } = await operatorOf(stage.platform).request('/api-keys?status=active&limit=500', { account });
  const { data } = body as { data: { id: string; label: string }[] };
  const active = data.map(({ id, label }) => ({ key_id: id, label })).sort((a, b) => (a.key_id < b.key_id ? -1 : 1));
  expect(active).toHaveLength(2);
  await until(async () => JSON.stringify(await stage.activeKeys()) === JSON.stringify(active));
});
