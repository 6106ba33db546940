import { isoTime } from '@latchkey/replay';
import {
  account,
  eventsOf,
  key,
  keyCreated,
  keyLabeled,
  keyRevoked,
  merchant,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  scopeOf,
  START_MS,
} from '@latchkey/replay/testing';
import { leafHash, parseSeal, verifyInclusion, verifySeal } from '@latchkey/seals';
import { generateKey } from '@latchkey/keys-format';
import { createPublicKey, randomUUID } from 'node:crypto';
import { type Answer, type Client, createTestKey, items, openTestAccount, operatorOf } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { until } from '../testing/until';
import { type AuditedService, startAuditedService } from './testing/audited-service';
import { problem } from './testing/problem';

let service: AuditedService;
let mine: Client;
let others: Client;
let header: Record<string, string>;
const scope = scopeOf(0, [1], ['tokens.list']);
/** One a second, from the beginning of 2026. */
const log = [
  ...[opened(0, 'ecosystem'), merchantAdded(0, 0), merchantAdded(0, 1), keyCreated(0, 1, scope), keyCreated(0, 2)],
  ...[keyLabeled(0, 1, 'Till'), modelChanged(0, 'platform'), merchantRemoved(0, 1), keyRevoked(0, 1)],
  ...[opened(1, 'platform'), merchantAdded(1, 0), keyCreated(1, 3)],
].map((step) => ({ ...step, clock: 1_000 }));
const at = (seconds: number): string => isoTime(START_MS + seconds * 1_000);

beforeAll(async () => {
  service = await startAuditedService();
  header = { 'x-latchkey-min-position': await service.append(eventsOf(log)) };
  [mine, others] = [operatorOf(service.url, account(0)), operatorOf(service.url, account(1))];
});
afterAll(() => service?.dispose());
const get = (path: string, client = mine) => client.get(`/audit/${path}`, header);
const only = ({ body }: Answer) => items(body['data'])[0];

describe('GET /audit/history', () => {
  test('tells a key’s life from its first event on, by its id or what it shows, and nothing of its verifier', async () => {
    const { status, body, text, headers } = await get(`history?key=${key(1)}`);
    expect(status).toBe(200);
    expect(items(body['data']).map(({ ordinal, type, effective_at }) => [ordinal, type, effective_at])).toEqual([
      [4, 'KeyCreated', at(4)],
      [6, 'KeyLabeled', at(6)],
      [9, 'KeyRevoked', at(9)],
    ]);
    expect(only({ body } as unknown as Answer)).toMatchObject({
      ...{ version: 0, key_id: key(1), time: at(4), actor: { type: 'user' } },
      data: { label: 'Key 1', scope: { merchant_ids: [merchant(0, 1)], features: ['tokens.list'] }, replaces: null },
    });
    expect(text).not.toMatch(/verifier|sha256/);
    expect(headers.get('x-latchkey-position')).toMatch(/:\d+$/);
  });

  test('is told in pages, in either order', async () => {
    const latest = await get(`history?key=${key(1)}&sort=created_at+desc&limit=1`);
    expect(only(latest)?.['ordinal']).toBe(9);
    const first = await get(`history?key=${key(1)}&limit=2`);
    expect(first.body['pagination']).toMatchObject({ total_items: 3, total_pages: 2 });
    const next = await get(`history?key=${key(1)}&cursor=${String(first.body['pagination']?.['next_cursor'])}`);
    expect(only(next)?.['ordinal']).toBe(9);
    expect(next.body['pagination']).toMatchObject({ total_items: null, next_cursor: null });
  });

  test('of a display form that is that of several keys names them: 409', async () => {
    const account = await openTestAccount(service.url, 'platform');
    const keys = [await createTestKey(account), await createTestKey(account)];
    const display = 'lk_test_abcdef…wxyz';
    const from = { 'x-latchkey-min-position': keys[1]!.position };
    const [shown = {}] = items((await account.operator.get('/api-keys', from)).body['data']);
    const one = await account.operator.get(`/audit/history?key=${encodeURIComponent(String(shown['display']))}`, from);
    expect([one.status, only(one)?.['key_id']]).toEqual([200, shown['id']]);
    const sameDisplay = `UPDATE key_management.audit_keys SET display = '${display}' WHERE account_id = '${account.id}'`;
    await ownerQuery(service, sameDisplay);
    const several = account.operator.get('/audit/history?key=lk_test_abcdef...wxyz');
    expect(await problem(several)).toMatch(/^409 ambiguous_key: /);
    const named = items((await several).body['errors']).map(({ message }) => String(message).slice(0, 36));
    expect(named.sort()).toEqual(keys.map(({ id }) => id).sort());
  });

  test('of a whole key is refused, and the key is said nowhere', async () => {
    const { key: secret } = generateKey({ mode: 'test', keyId: randomUUID() });
    const answer = get(`history?key=${secret}`);
    expect(await problem(answer)).toMatch(/^400 bad_query: key must be a key’s id or its display form/);
    expect((await answer).text.includes(secret.slice(20))).toBe(false);
    expect(service.logs().includes(secret.slice(20))).toBe(false);
  });
});

describe('GET /audit/as-of', () => {
  const asOf = (seconds: number, more = '') => get(`as-of?at=${at(seconds)}&${more}`);

  test('shows a key as it was: not made, made, labelled, of less use, revoked', async () => {
    const shown = async (seconds: number) => only(await asOf(seconds, `key_id=${key(1)}`));
    const resource = { merchant_ids: scope.merchantIds, features: scope.features };
    expect(await shown(3)).toMatchObject({ id: key(1), status: 'none', label: null });
    expect(await shown(4)).toMatchObject({
      status: 'active',
      label: 'Key 1',
      scope: resource,
      effective_scope: resource,
    });
    expect(await shown(6)).toMatchObject({ label: 'Till' });
    expect(await shown(7)).toMatchObject({ scope: resource, effective_scope: { features: [] } });
    expect(await shown(8)).toMatchObject({ effective_scope: { merchant_ids: [] }, revoked: null });
    expect(await shown(9)).toMatchObject({ status: 'revoked', revoked: { ordinal: 9, time: at(9) } });
  });

  test('shows the account as it was, and how far in the log that is', async () => {
    const { body } = await asOf(6.5);
    expect(body['as_of']).toMatchObject({ at: at(6.5), ordinal: 6, effective_at: at(6) });
    expect(body['account']).toMatchObject({ operating_model: 'ecosystem' });
    expect(items(body['account']?.['merchant_ids'])).toHaveLength(2);
    expect((await others.get(`/audit/as-of?at=${at(5)}`)).body).toMatchObject({
      ...{ account: { operating_model: null, merchant_ids: [] }, data: [] },
    });
  });
});

describe('GET /audit/who-could', () => {
  const names = ({ body }: Answer) =>
    items(body['data']).map((item) => [item['key']?.['id'], item['why'], item['spans']]);

  test('names the keys of a moment, and why', async () => {
    const wish = `feature=tokens.list&merchant_id=${merchant(0, 1)}&sort=created_at+asc`;
    expect(names(await get(`who-could?${wish}&at=${at(5)}`))).toEqual([
      [key(1), 'scope', null],
      [key(2), 'unscoped', null],
    ]);
    expect(names(await get(`who-could?${wish}&at=${at(7)}`))).toEqual([[key(2), 'unscoped', null]]);
  });

  test('names those of a stretch, and when each could; both its ends count', async () => {
    const wish = `feature=tokens.list&merchant_id=${merchant(0, 1)}`;
    const between = async (from: number, to: number) =>
      names(await get(`who-could?${wish}&from=${at(from)}&to=${at(to)}`));
    const untilModel = { from: null, to: { ordinal: 7, at: at(7) } };
    expect(await between(5, 9)).toEqual([
      [key(2), 'unscoped', [{ from: { ordinal: 5, at: at(5) }, to: null }]],
      [key(1), 'scope', [untilModel]],
    ]);
    expect(await between(7, 9)).toContainEqual([key(1), 'scope', [untilModel]]);
    expect(await between(7.001, 9)).toHaveLength(1);
    expect(await between(3, 4)).toEqual([[key(1), 'scope', [{ from: { ordinal: 4, at: at(4) }, to: null }]]]);
  });

  test('of a destination follows the list and the merchant’s own URL, and each change of them', async () => {
    const account = await openTestAccount(service.url, 'platform', 1);
    const [merchantId = ''] = account.merchantIds;
    const allow = async (...hosts: string[]) =>
      account.operator.put('/destinations', { data: hosts.map((host) => ({ host })) });
    const setUrl = (url: string | null) =>
      account.operator.patch(`/merchants/${merchantId}`, { payment_forward_url: url });
    const { id } = await createTestKey(account);
    const steps = [
      () => allow('a.example'),
      () => setUrl('https://a.example/pay'),
      () => setUrl('https://a.example/new'),
    ];
    const times: string[] = [];
    const could: unknown[] = [];
    for (const step of [...steps, () => setUrl('https://a.example/pay'), () => allow('b.example')]) {
      const done = await step();
      expect(done.status).toBe(200);
      header = { 'x-latchkey-min-position': done.headers.get('x-latchkey-position') ?? '' };
      times.push(new Date().toISOString());
      // The next change counts at a later millisecond.
      await until(() => Date.now() > Date.parse(times.at(-1) ?? ''));
      const wish = `feature=payment-data.forward&merchant_id=${merchantId}&destination=https://a.example/pay`;
      const answer = await account.operator.get(`/audit/who-could?${wish}&at=${times.at(-1)}`, header);
      could.push(names(answer).map(([key]) => key));
    }
    expect(could).toEqual([[], [id], [], [id], []]);
    const wish = `feature=payment-data.forward&merchant_id=${merchantId}&destination=https://a.example/pay`;
    const all = await account.operator.get(`/audit/who-could?${wish}&from=${times[0]}&to=${times[4]}`, header);
    const [only] = items(all.body['data']);
    expect(items(only?.['spans']).map(({ from, to }) => [from !== null, to !== null])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test('pages by number and by cursor', async () => {
    const wish = `feature=tokens.read&at=${at(5)}&limit=1`;
    expect((await get(`who-could?${wish}&page=2`)).body['data']).toEqual([]);
    const unscoped = `feature=tokens.list&at=${at(5)}&limit=1`;
    const first = await get(`who-could?${unscoped}`);
    expect(first.body['pagination']).toMatchObject({ total_items: 2, current_page: 1 });
    const next = await get(`who-could?${unscoped}&cursor=${String(first.body['pagination']?.['next_cursor'])}`);
    const second = await get(`who-could?${unscoped}&page=2`);
    expect(names(next)).toEqual(names(second));
    expect(names(next)).not.toEqual(names(first));
  });
});

describe('GET /audit/timeline', () => {
  const ordinals = ({ body }: Answer) => items(body['data']).map(({ ordinal }) => ordinal);

  test('lists the events of the account and its keys, the latest first, and no other’s', async () => {
    expect(ordinals(await get('timeline'))).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(ordinals(await others.get('/audit/timeline?sort=created_at+asc'))).toEqual([10, 11, 12]);
    const page = await get('timeline?limit=2&page=2');
    expect([ordinals(page), page.body['pagination']]).toMatchObject([[7, 6], { total_items: 9 }]);
    const next = String(page.body['pagination']?.['next_cursor']);
    expect(ordinals(await get(`timeline?limit=2&cursor=${next}`))).toEqual([5, 4]);
  });

  test('is narrowed by time, type and actor', async () => {
    expect(ordinals(await get(`timeline?from=${at(3)}&to=${at(6)}`))).toEqual([5, 4, 3]);
    expect(ordinals(await get('timeline?type=KeyRevoked,KeyLabeled'))).toEqual([9, 6]);
    const { actor } = items((await get('timeline?limit=1')).body['data'])[0] ?? {};
    expect(ordinals(await get(`timeline?actor=user:${String(actor?.['id'])}`))).toEqual([9]);
    expect(ordinals(await get('timeline?actor=user:nobody'))).toEqual([]);
  });
});

describe('seals and proofs', () => {
  test('prove each event of the account by its line alone', async () => {
    const [event = {}] = items((await get('timeline')).body['data']);
    const read = async () => (await get(`proofs/${String(event['id'])}`)).body;
    await until(async () => (await read())['status'] === ('sealed' as unknown));
    const proof = await read();
    const seal = parseSeal(proof['seal']);
    const publicKey = createPublicKey(service.sealingKey.privateKey);
    expect(verifySeal(seal, publicKey)).toBe(true);
    const leaf = leafHash(Buffer.from(String(proof['line'])));
    const claim = { leaf, ordinal: 9, size: seal.size, root: Buffer.from(seal.root, 'hex') };
    const hashes = items(proof['proof']).map((hash) => Buffer.from(String(hash), 'hex'));
    expect(verifyInclusion({ ...claim, proof: hashes })).toBe(true);
    expect(proof['leaf_hash']).toBe(Buffer.from(leaf).toString('hex'));
    const seals = items((await get('seals')).body['data']).map((each) => parseSeal(each));
    expect(seals).toContainEqual(seal);
    const sizes = seals.map(({ size }) => size);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect((await get('seals?sort=created_at+asc&limit=1')).body['data']).toEqual([seals.at(-1)]);
  });

  test.each([
    ['a hash of the tree', 'tree_tiles', `hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40))`, ['proof']],
    ['the root in a seal', 'seals', `seal = regexp_replace(seal, '"root":"....', '"root":"0000')`, ['proof']],
    ['a seal as a whole', 'seals', `seal = '{"format":"' || seal`, ['proof', 'seals']],
  ])('%s that somebody has altered is not handed out: 503', async (_, table, change, refused) => {
    const [event = {}] = items((await get('timeline')).body['data']);
    const paths = { proof: `proofs/${String(event['id'])}`, seals: 'seals' };
    await until(async () => (await get(paths.proof)).body['status'] === ('sealed' as unknown));
    await service.stopFollower();
    const name = `key_management.${table}`;
    await ownerQuery(service, `ALTER TABLE ${name} DISABLE TRIGGER ALL`);
    await ownerQuery(service, `CREATE TABLE was AS SELECT * FROM ${name}`);
    await ownerQuery(service, `UPDATE ${name} SET ${change} WHERE log = 'events'`);
    for (const path of refused)
      expect(await problem(get(path === 'proof' ? paths.proof : path))).toMatch(
        /^503 audit_unavailable: .* not as it was/,
      );
    await ownerQuery(service, `DELETE FROM ${name}`);
    await ownerQuery(service, `INSERT INTO ${name} SELECT * FROM was`);
    await ownerQuery(service, 'DROP TABLE was');
    await ownerQuery(service, `ALTER TABLE ${name} ENABLE TRIGGER ALL`);
    await service.startFollower();
    expect((await get(paths.proof)).status).toBe(200);
  });

  test('say so of an event that is under no seal yet', async () => {
    await service.stopFollower();
    const [event = {}] = items((await get('timeline')).body['data']);
    await ownerQuery(service, 'ALTER TABLE key_management.seals DISABLE TRIGGER ALL');
    await ownerQuery(service, 'DELETE FROM key_management.seals');
    const { status, body } = await get(`proofs/${String(event['id'])}`);
    expect([status, body['status'], body['seal'], body['proof']]).toEqual([200, 'not_sealed_yet', null, null]);
    await service.startFollower();
  });
});
