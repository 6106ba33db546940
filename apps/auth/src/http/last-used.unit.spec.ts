import { createInMemoryEventStore } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import type { LastUsedStore, Place } from '../last-used/last-used.port';
import { placeText } from '../last-used/place-text';
import { createHistory, makeKey, opened } from '../testing/history.fixture';
import { createLastUsedDouble } from '../testing/last-used.double';
import { eventually, runAuth, tokenFor, wireCheck, type RunningAuth } from '../testing/running-auth.fixture';

const accountId = randomUUID();
const key = makeKey(accountId);
const next: Place = { epoch: randomUUID(), revision: 7, keyId: key.keyId };
const asked: { place: Place | undefined; limit: number }[] = [];
const double = createLastUsedDouble();
const lastUsed: typeof double = {
  ...double,
  changesAfter: async (place, limit) => {
    asked.push({ place, limit });
    return { changes: [{ keyId: key.keyId, usedAt: new Date('2026-11-23T09:00:01Z') }], next, hasMore: true };
  },
} satisfies LastUsedStore & typeof double;

let auth: RunningAuth;

beforeAll(async () => {
  const store = createInMemoryEventStore();
  await createHistory(store)(opened(accountId, 'platform'), key.created);
  auth = await runAuth({ store, lastUsed });
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(() => auth?.stop());
afterEach(() => double.behave(async () => undefined));

const get = async (query = '', headers?: Record<string, string>) => {
  const authorization = `Bearer ${await tokenFor('auth', 'key-management')}`;
  const response = await fetch(`${auth.url}/v1/last-used${query}`, { headers: headers ?? { authorization } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('GET /v1/last-used', () => {
  test('answers a page, and where to go on', async () => {
    const after = placeText({ ...next, revision: 3 });
    expect(await get(`?after=${after}&limit=1000`)).toEqual({
      status: 200,
      body: {
        data: [{ key_id: key.keyId, last_used_at: '2026-11-23T09:00:01.000Z' }],
        ...{ cursor: placeText(next), has_more: true },
      },
    });
    expect(asked.at(-1)).toEqual({ place: { ...next, revision: 3 }, limit: 1000 });
    await get();
    expect(asked.at(-1)).toEqual({ place: undefined, limit: 500 });
  });

  test.each([
    '?limit=0',
    '?limit=1001',
    '?limit=1.5',
    '?limit=',
    '?after=x',
    '?after=',
    '?other=1',
    '?limit=1&limit=2',
  ])('%s is 400 bad_query', async (query) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { classifier: 'bad_query' } });
  });

  test.each<[string, number, string, () => Promise<Record<string, string>>]>([
    ['nobody', 401, 'missing_credentials', async () => ({})],
    ['a key', 401, 'missing_credentials', async () => ({ 'x-api-key': 'lk_test_x' })],
    ['rubbish', 401, 'invalid_credentials', async () => ({ authorization: 'Bearer rubbish' })],
    [
      'a token for another service',
      401,
      'invalid_credentials',
      async () => ({ authorization: `Bearer ${await tokenFor('commerce', 'key-management')}` }),
    ],
    ['commerce', 403, 'forbidden', async () => ({ authorization: `Bearer ${await tokenFor('auth')}` })],
  ])('for %s is %d %s', async (_who, status, classifier, headers) => {
    expect(await get('', await headers())).toMatchObject({ status, body: { classifier } });
  });
});

describe('a use', () => {
  const used = () => double.written.some((uses) => uses.has(key.keyId));

  test('that was refused does not count, nor a key that nobody has', async () => {
    const stranger = makeKey(accountId);
    const wrong = { ...wireCheck(key), digest: wireCheck(stranger).digest };
    const outOfScope = wireCheck(key, { merchant_id: randomUUID() });
    const { body } = await auth.verify([wrong, wireCheck(stranger), outOfScope, { ...wireCheck(key), feature: 'x' }]);
    expect(body.verdicts.map(({ verdict }) => verdict)).toEqual(['deny', 'deny', 'deny', 'malformed']);
    expect(await auth.metrics()).toMatch(/auth_last_used_pending_keys\{service="auth"\} 0/);
    expect(used()).toBe(false);
  });

  test('counts while the database hangs, and no verdict waits for that', async () => {
    const { promise: hangs, resolve: answer } = Promise.withResolvers<void>();
    double.behave(() => hangs);
    await auth.verdictOf(key);
    await eventually(auth.metrics, (text) => /auth_last_used_pending_keys\{service="auth"\} 0/.test(text));
    // It is being written, and that does not end.
    for (let round = 0; round < 3; round += 1) expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
    answer();
    await eventually(async () => used(), Boolean);
  });
});
