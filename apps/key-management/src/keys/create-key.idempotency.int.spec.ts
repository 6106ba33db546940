import { createPool, type Pool } from '@latchkey/postgres';
import { randomUUID } from 'node:crypto';
import {
  type Answer,
  keyHolderOf,
  openTestAccount,
  operatorOf,
  randomLabel,
  type TestAccount,
} from '../testing/client';
import { createFailingStore } from '../testing/failing-store';
import { startTestService, type TestService } from '../testing/test-service';

const failing = createFailingStore();
let service: TestService;
let account: TestAccount;
let pool: Pool;

beforeAll(async () => {
  service = await startTestService({ wrapStore: failing.wrap });
  account = await openTestAccount(service.url, 'ecosystem', 1);
  pool = createPool({ connectionString: service.database.ownerUrl, applicationName: 'test', max: 1 });
});
afterEach(() => failing.heal());
afterAll(async () => {
  await pool.end();
  await service.dispose();
});

const post = (label: string, key: string): Promise<Answer> =>
  account.operator.post('/api-keys', { label }, { 'x-idempotency-key': key });
const keysLabelled = async (label: string): Promise<number> => {
  const { body } = await account.operator.get(`/api-keys?status=all&q=${label}`);
  return Number(body['pagination']?.['total_items']);
};
const leasesRunOut = () => pool.query(`UPDATE key_management.idempotency_records SET lease_until = now()`);
const verdict = ({ status, body }: Answer): string => `${status} ${body['classifier'] ?? ''}`.trim();
const worksAsKey = async (secret: string): Promise<boolean> =>
  (await keyHolderOf(service.url, secret).get('/api-key')).status === 200;

describe('a repeated creation', () => {
  test('gets the first answer, marked, without the secret', async () => {
    const [label, key] = [randomLabel(), randomUUID()];
    const first = await post(label, key);
    expect(first.status).toBe(201);
    const second = await post(label, key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual({ ...first.body, secret: null, secret_unavailable: true });
    for (const header of ['location', 'x-latchkey-position']) {
      expect(second.headers.get(header)).toBe(first.headers.get(header));
    }
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await keysLabelled(label)).toBe(1);
  });

  test('with another body is 422, even if that body is bad', async () => {
    const key = randomUUID();
    await post('one', key);
    expect(verdict(await post('two', key))).toBe('422 idempotency_key_reused');
    expect(verdict(await post('', key))).toBe('422 idempotency_key_reused');
  });

  test('20 times at once makes one key, whose secret one of them is told', async () => {
    const [label, key] = [randomLabel(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(label, key)));
    const secrets = answers.flatMap(({ body }) => (typeof body['secret'] === 'string' ? [String(body['secret'])] : []));
    expect(secrets).toHaveLength(1);
    expect(await worksAsKey(secrets[0] ?? '')).toBe(true);
    const others = answers.map(verdict).filter((each) => each !== '201');
    expect(others).toEqual(others.map(() => '409 idempotency_key_in_progress'));
    expect(new Set(answers.flatMap(({ body }) => body['id'] ?? [])).size).toBe(1);
    expect(await keysLabelled(label)).toBe(1);
  });

  test('after a refusal may be a corrected one', async () => {
    const key = randomUUID();
    expect(verdict(await post('', key))).toBe('422 validation_failed');
    expect(verdict(await post('corrected', key))).toBe('201');
  });
});

describe('when a creation fails', () => {
  test('before the append: the repeat makes the one key at once and is told its secret', async () => {
    const [label, key] = [randomLabel(), randomUUID()];
    failing.fail('apikey-', 'before');
    expect(verdict(await post(label, key))).toBe('500 internal_error');
    failing.heal();
    const repeated = await post(label, key);
    expect(repeated.status).toBe(201);
    expect(await worksAsKey(String(repeated.body['secret']))).toBe(true);
    expect(await keysLabelled(label)).toBe(1);
  });

  test('between append and answer: the repeat finds the key, and no secret that could not work', async () => {
    const [label, key] = [randomLabel(), randomUUID()];
    failing.fail('apikey-', 'after');
    expect(verdict(await post(label, key))).toBe('500 internal_error');
    failing.heal();
    const repeated = await post(label, key);
    expect(repeated.status).toBe(201);
    expect(repeated.body).toMatchObject({ label, status: 'active', secret: null, secret_unavailable: true });
    expect((await account.operator.get(`/api-keys/${repeated.body['id']}`)).body['label']).toBe(label);
    expect(repeated.headers.get('x-latchkey-position')).toMatch(/:\d+$/);
    expect(await keysLabelled(label)).toBe(1);
    const third = await post(label, key);
    expect(third.body).toEqual(repeated.body);
    expect(third.headers.get('idempotent-replayed')).toBe('true');
  });

  test('and is suspended there: the repeat waits for the lease, then takes over; still one key, and one working secret', async () => {
    const [label, key] = [randomLabel(), randomUUID()];
    const paused = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let first = true;
    const slow = await service.replica({
      wrapStore: (store) => ({
        ...pick(store),
        append: async (stream, expected, events) => {
          if (first && stream.startsWith('apikey-')) {
            first = false;
            reached.resolve();
            await paused.promise;
          }
          return store.append(stream, expected, events);
        },
      }),
    });
    const late = operatorOf(slow.url, account.id).post('/api-keys', { label }, { 'x-idempotency-key': key });
    await reached.promise;
    const blocked = await post(label, key);
    expect(verdict(blocked)).toBe('409 idempotency_key_in_progress');
    expect(Number(blocked.headers.get('retry-after'))).toBeLessThanOrEqual(20);
    await leasesRunOut();
    const taken = await post(label, key);
    paused.resolve();
    const answers = [taken, await late];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await worksAsKey(String(taken.body['secret']))).toBe(true);
    expect((await late).body).toMatchObject({ secret: null, secret_unavailable: true });
    expect(await keysLabelled(label)).toBe(1);
  });
});

test('an append whose outcome was not told is repeated with the same bytes: one key, and its secret works', async () => {
  const label = randomLabel();
  failing.fail('apikey-', 'once-after');
  const { status, body } = await account.operator.post('/api-keys', { label });
  expect(status).toBe(201);
  expect(await worksAsKey(String(body['secret']))).toBe(true);
  expect(await keysLabelled(label)).toBe(1);
});

describe('accounts and merchants', () => {
  test.each([
    ['POST /accounts', () => operatorOf(service.url), '/accounts', { name: 'Acme' }, 'account-'],
    ['POST /merchants', () => account.operator, '/merchants', { legal_name: 'Shop' }, 'account-'],
  ] as const)('%s is not done twice, whenever it fails', async (_, client, path, json, stream) => {
    const headers = { 'x-idempotency-key': randomUUID() };
    failing.fail(stream, 'after');
    expect(verdict(await client().post(path, json, headers))).toBe('500 internal_error');
    failing.heal();
    const repeated = await client().post(path, json, headers);
    expect(repeated.status).toBe(201);
    const again = await client().post(path, json, headers);
    expect(again.body).toEqual(repeated.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const { rows } = await pool.query(
      `SELECT count(*)::int AS n FROM event_store.events WHERE convert_from(data, 'UTF8') LIKE $1`,
      [`%"${path === '/accounts' ? 'accountId' : 'merchantId'}":"${repeated.body['id']}"%`],
    );
    expect(rows[0].n).toBe(path === '/accounts' ? 2 : 1);
  });
});

const pick = <Store extends object>(store: Store): Store => {
  const methods = Object.entries(store).map(([name, method]) => [name, (method as () => unknown).bind(store)]);
  return Object.fromEntries(methods) as Store;
};
