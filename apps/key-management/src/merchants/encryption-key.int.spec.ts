import { createPool, type Pool } from '@latchkey/postgres';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import {
  answering,
  type Behaviour,
  type CommerceDouble,
  hang,
  loseAnswer,
  reset,
  startCommerceDouble,
  well,
  whenActivating,
} from '../testing/commerce.double';
import { everythingStored } from '../testing/everything-stored';
import { createFailingStore } from '../testing/failing-store';
import { startTestService, type TestService } from '../testing/test-service';

const failing = createFailingStore();
const answered: string[] = [];
let commerce: CommerceDouble;
let service: TestService;
let account: TestAccount;
let pool: Pool;

beforeAll(async () => {
  commerce = await startCommerceDouble();
  service = await startTestService({ wrapStore: failing.wrap, commerce });
  account = await openTestAccount(service.url, 'platform', 2);
  pool = createPool({ connectionString: service.database.ownerUrl, applicationName: 'test', max: 1 });
});
beforeEach(() => {
  commerce.behave(well);
  commerce.calls.length = 0;
});
afterEach(() => failing.heal());
afterAll(async () => {
  await pool.end();
  await service.dispose();
  await commerce.close();
});

const verdict = ({ status, body }: Answer): string => `${status} ${body['classifier'] ?? ''}`.trim();
const addMerchant = async (): Promise<string> =>
  String((await account.operator.post('/merchants', { legal_name: 'Shop' })).body['id']);
const issue = async (merchantId: string, idempotencyKey?: string): Promise<Answer> => {
  const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'x-idempotency-key': idempotencyKey };
  const path = `/merchants/${merchantId}/encryption-key`;
  const answer = await account.operator.request('POST', path, { headers });
  answered.push(answer.text);
  return answer;
};
/** The kids that the log says were issued to a merchant, in order. */
const issued = async (merchantId: string): Promise<string[]> => (await events(merchantId)).map(({ kid }) => kid);
const events = async (merchantId: string): Promise<{ accountId: string; merchantId: string; kid: string }[]> => {
  const { rows } = await pool.query<{ data: string }>(
    `SELECT convert_from(data, 'UTF8') AS data FROM event_store.events
     WHERE type = 'EncryptionKeyIssued' AND convert_from(data, 'UTF8') LIKE $1 ORDER BY position`,
    [`%"merchantId":"${merchantId}"%`],
  );
  return rows.map(({ data }) => JSON.parse(data) as { accountId: string; merchantId: string; kid: string });
};
const keyIsTold = ({ body }: Answer): boolean => body['key'] === commerce.keys.get(String(body['kid']))?.key;

describe('an encryption key', () => {
  test('is told once it is issued and in use: the log holds its kid, and nothing else of it', async () => {
    const merchantId = await addMerchant();
    const inLogWhenActivated: string[][] = [];
    commerce.behave(async (call, response, proceed) => {
      if (call.path.endsWith('/activate')) inLogWhenActivated.push(await issued(merchantId));
      return well(call, response, proceed);
    });
    const answer = await issue(merchantId);
    expect(answer.status).toBe(201);
    const kid = String(answer.body['kid']);
    expect({ ...answer.body, key: '' }).toEqual({
      kid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      key: '',
      merchant_id: merchantId,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(keyIsTold(answer)).toBe(true);
    expect(answer.headers.get('x-latchkey-position')).toMatch(/:\d+$/);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await events(merchantId)).toEqual([{ accountId: account.id, merchantId, kid }]);
    expect(inLogWhenActivated).toEqual([[kid]]);
    expect(commerce.current(merchantId)).toBe(kid);
    const about = { account_id: account.id, merchant_id: merchantId };
    expect(commerce.calls.map(({ path, body, service: caller }) => ({ path, body, caller }))).toEqual([
      { path: '/internal/v1/merchant-keys', body: { ...about, kid }, caller: 'key-management' },
      { path: `/internal/v1/merchant-keys/${kid}/activate`, body: about, caller: 'key-management' },
    ]);
  });

  test('is made anew on each call, and the latest is in use', async () => {
    const merchantId = await addMerchant();
    const answers = [await issue(merchantId), await issue(merchantId.toUpperCase()), await issue(merchantId)];
    expect(answers.map(keyIsTold)).toEqual([true, true, true]);
    const kids = answers.map(({ body }) => String(body['kid']));
    expect(new Set(kids).size).toBe(3);
    expect(await issued(merchantId)).toEqual(kids);
    expect(commerce.current(merchantId)).toBe(kids[2]);
  });

  test('asked for by many at once is one for each; the one that was issued last is in use', async () => {
    const merchantId = await addMerchant();
    const answers = await Promise.all(Array.from({ length: 12 }, () => issue(merchantId)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.every(keyIsTold)).toBe(true);
    const inLog = await issued(merchantId);
    expect([...inLog].sort()).toEqual(answers.map(({ body }) => String(body['kid'])).sort());
    expect(commerce.current(merchantId)).toBe(inLog.at(-1));
  });

  test('asked for while another is slow to be put to use waits for it: the one that was issued last is in use', async () => {
    const merchantId = await addMerchant();
    const second = Promise.withResolvers<void>();
    let activations = 0;
    commerce.behave(
      whenActivating(async (call, response, proceed) => {
        activations += 1;
        if (activations === 2) second.resolve();
        // Time enough for the second to overtake, if it could.
        else await Promise.race([second.promise, sleep(300)]);
        return well(call, response, proceed);
      }),
    );
    await Promise.all([issue(merchantId), issue(merchantId)]);
    expect(activations).toBe(2);
    expect(commerce.current(merchantId)).toBe((await issued(merchantId)).at(-1));
  });

  test('of a merchant that is not there or was removed is never made', async () => {
    const other = await openTestAccount(service.url, 'platform', 1);
    for (const id of [randomUUID(), 'x', String(other.merchantIds[0])]) {
      expect(verdict(await issue(id))).toBe('404 not_found');
      expect(verdict(await issue(id, randomUUID()))).toBe('404 not_found');
    }
    const removed = await addMerchant();
    await account.operator.delete(`/merchants/${removed}`);
    expect(verdict(await issue(removed))).toBe('409 merchant_removed');
    expect(verdict(await issue(removed, randomUUID()))).toBe('409 merchant_removed');
    expect(commerce.calls).toEqual([]);
  });

  test('of a merchant that is removed while commerce makes it is not issued', async () => {
    const merchantId = await addMerchant();
    commerce.behave(async (call, response, proceed) => {
      await account.operator.delete(`/merchants/${merchantId}`);
      return well(call, response, proceed);
    });
    expect(verdict(await issue(merchantId))).toBe('409 merchant_removed');
    expect(await issued(merchantId)).toEqual([]);
    expect(commerce.current(merchantId)).toBeUndefined();
  });

  test.each<[string, { json?: unknown; raw?: string; headers?: Record<string, string> }, string]>([
    ['an empty object', { json: {} }, '201'],
    ['a member', { json: { kid: randomUUID() } }, '422 validation_failed'],
    ['a list', { json: [] }, '400 malformed_body'],
    ['what is not JSON', { raw: '{', headers: { 'content-type': 'application/json' } }, '400 malformed_body'],
    ['a text', { raw: 'x', headers: { 'content-type': 'text/plain' } }, '415 unsupported_media_type'],
  ])('asked for with %s as the body: %s', async (_, request, expected) => {
    const path = `/merchants/${account.merchantIds[0]}/encryption-key`;
    const answer = await account.operator.request('POST', path, request);
    answered.push(answer.text);
    expect(verdict(answer)).toBe(expected);
  });
});

const elsewhere = randomBytes(32).toString('base64url');

describe('when commerce does not make the key', () => {
  test.each<[string, Behaviour]>([
    ['hangs', hang],
    ['breaks the connection', reset],
    ['answers 500', answering(500, {})],
    ['refuses our token', answering(401, {})],
    ['answers a key of another name', answering(201, { kid: randomUUID(), key: elsewhere })],
    ['answers rubbish', answering(201, { key: 7 })],
    [
      'answers 31 bytes',
      ({ body }, response) =>
        void response.writeHead(201).end(JSON.stringify({ kid: body['kid'], key: elsewhere.slice(0, 42) })),
    ],
    ['says that it was in use before', answering(409, {})],
  ])('because it %s: 503, and nothing was done', async (_, behaviour) => {
    const merchantId = await addMerchant();
    commerce.behave(behaviour);
    const answer = await issue(merchantId);
    expect(verdict(answer)).toBe('503 commerce_unavailable');
    expect(answer.body['detail']).toMatch(/nothing was done/);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await issued(merchantId)).toEqual([]);
    commerce.behave(well);
    expect(keyIsTold(await issue(merchantId))).toBe(true);
  });

  test('because nothing listens there: 503, and other calls are answered', async () => {
    const gone = await startCommerceDouble();
    await gone.close();
    const replica = await service.replica({ commerce: gone });
    const operator = operatorOf(replica.url, account.id);
    const [merchantId] = account.merchantIds;
    expect(verdict(await operator.post(`/merchants/${merchantId}/encryption-key`, {}))).toBe(
      '503 commerce_unavailable',
    );
    expect((await operator.get(`/merchants/${merchantId}`)).status).toBe(200);
    expect((await fetch(`${replica.adminUrl}/readyz`)).status).toBe(200);
    await replica.stop();
  });

  test('because nobody has told us where it is: 503', async () => {
    const replica = await service.replica();
    const path = `/merchants/${account.merchantIds[0]}/encryption-key`;
    const answer = await operatorOf(replica.url, account.id).post(path, {});
    expect(verdict(answer)).toBe('503 commerce_unavailable');
    await replica.stop();
  });
});

describe('when commerce does not put the key to use', () => {
  test.each<[string, Behaviour]>([
    ['hangs', hang],
    ['answers 500', answering(500)],
    ['answers 404', answering(404)],
  ])('because it %s: 503, the key is not told, and the repeat makes another', async (_, behaviour) => {
    const merchantId = await addMerchant();
    commerce.behave(whenActivating(behaviour));
    const answer = await issue(merchantId);
    expect(verdict(answer)).toBe('503 commerce_unavailable');
    expect(answer.body['detail']).toMatch(/repeat the request/);
    const [first] = await issued(merchantId);
    expect(commerce.current(merchantId)).toBeUndefined();
    commerce.behave(well);
    const repeated = await issue(merchantId);
    expect(keyIsTold(repeated)).toBe(true);
    expect(await issued(merchantId)).toEqual([first, repeated.body['kid']]);
    expect(commerce.current(merchantId)).toBe(repeated.body['kid']);
  });

  test('the repeat under the same idempotency key goes on with the same key, and tells it', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    commerce.behave(whenActivating(answering(500)));
    expect(verdict(await issue(merchantId, key))).toBe('503 commerce_unavailable');
    commerce.behave(well);
    const repeated = await issue(merchantId, key);
    expect(keyIsTold(repeated)).toBe(true);
    expect(await issued(merchantId)).toEqual([repeated.body['kid']]);
    expect(commerce.current(merchantId)).toBe(repeated.body['kid']);
  });

  test('unless another was issued meanwhile: that one stays in use, and the repeat is 409', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    commerce.behave(whenActivating(answering(500)));
    await issue(merchantId, key);
    commerce.behave(well);
    const another = await issue(merchantId);
    expect(verdict(await issue(merchantId, key))).toBe('409 conflict');
    expect(verdict(await issue(merchantId, key))).toBe('409 conflict');
    expect(commerce.current(merchantId)).toBe(another.body['kid']);
    expect((await issued(merchantId)).at(-1)).toBe(another.body['kid']);
  });

  test('or does, and the answer is lost: the repeat says that the key cannot be told', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    commerce.behave(whenActivating(loseAnswer));
    expect(verdict(await issue(merchantId, key))).toBe('503 commerce_unavailable');
    commerce.behave(well);
    const repeated = await issue(merchantId, key);
    const [kid] = await issued(merchantId);
    expect(repeated.body).toEqual({
      kid,
      key: null,
      key_unavailable: true,
      merchant_id: merchantId,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await issued(merchantId)).toEqual([kid]);
  });
});

describe('a repetition', () => {
  test('gets the first answer, marked, without the key; commerce is not asked', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    const first = await issue(merchantId, key);
    commerce.calls.length = 0;
    const second = await issue(merchantId.toUpperCase(), key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual({ ...first.body, key: null, key_unavailable: true });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('x-latchkey-position')).toBe(first.headers.get('x-latchkey-position'));
    expect(commerce.calls).toEqual([]);
    expect(await issued(merchantId)).toEqual([first.body['kid']]);
  });

  test('about another merchant is another request: no answer of one is given for the other', async () => {
    const [one, other, key] = [await addMerchant(), await addMerchant(), randomUUID()];
    const answers = [await issue(one, key), await issue(other, key)];
    expect(answers.map(keyIsTold)).toEqual([true, true]);
    expect(answers.map(({ body }) => body['merchant_id'])).toEqual([one, other]);
  });

  test('with another body is 422', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    await issue(merchantId, key);
    const path = `/merchants/${merchantId}/encryption-key`;
    expect(verdict(await account.operator.post(path, {}, { 'x-idempotency-key': key }))).toBe(
      '422 idempotency_key_reused',
    );
  });

  test('20 times at once issues one key, which one of them is told', async () => {
    const [merchantId, key] = [await addMerchant(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => issue(merchantId, key)));
    expect(answers.filter(({ status, body }) => status === 201 && body['key'] !== null)).toHaveLength(1);
    expect(await issued(merchantId)).toHaveLength(1);
  });

  test('after the process died at the append, before or after it, issues one key and tells it', async () => {
    for (const mode of ['before', 'after'] as const) {
      const [merchantId, key] = [await addMerchant(), randomUUID()];
      failing.fail('account-', mode);
      expect(verdict(await issue(merchantId, key))).toBe('500 internal_error');
      failing.heal();
      const repeated = await issue(merchantId, key);
      expect(keyIsTold(repeated)).toBe(true);
      expect(await issued(merchantId)).toEqual([repeated.body['kid']]);
      expect(commerce.current(merchantId)).toBe(repeated.body['kid']);
    }
  });
});

test('no key is anywhere but in one answer: not in the database, the log or any other answer', async () => {
  const made = [...commerce.keys.values()].map(({ key }) => key);
  expect(made.length).toBeGreaterThan(30);
  const stored = await everythingStored(pool);
  const [kid = ''] = commerce.keys.keys();
  // Else it would look in the wrong place.
  expect(stored.includes(kid)).toBe(true);
  const logs = Buffer.from(service.logs());
  expect(logs.includes('commerce_unavailable')).toBe(true);
  for (const key of [...made, elsewhere, elsewhere.slice(0, 42)]) {
    const bytes = Buffer.from(key, 'base64url');
    const spellings = [bytes, key, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')];
    // Booleans, so that a failure does not print what it found.
    expect(spellings.some((spelling) => stored.includes(spelling) || logs.includes(spelling))).toBe(false);
    expect(answered.filter((text) => text.includes(key)).length).toBeLessThanOrEqual(1);
  }
});
