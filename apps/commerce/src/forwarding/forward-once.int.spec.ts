import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { hang } from '../testing/auth.double';
import { answer, echo, startDestination } from '../testing/destination';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let destination: Awaited<ReturnType<typeof startDestination>>;
beforeAll(async () => {
  destination = await startDestination();
  commerce = await startTestCommerce();
});
afterAll(async () => {
  await commerce?.stop();
  await destination?.stop();
});
beforeEach(() => {
  destination.behave(echo);
  destination.received.length = 0;
});

const BODY = '{"pan": "{{ account_number }}"}';

async function given() {
  const account = commerce.accounts.account({ destinations: [destination.allowed()] });
  const key = commerce.accounts.key(account);
  const store = async () => {
    const headers = { 'x-api-key': key.secret };
    return String((await commerce.call('/tokens', { method: 'POST', headers, json: card() })).body['id']);
  };
  const token = await store();
  const idempotencyKey = randomUUID();
  const forward = (over: Record<string, string> = {}, body = BODY, path = '/forward') =>
    commerce.call(path, {
      method: 'POST',
      raw: body,
      headers: {
        'x-api-key': key.secret,
        'x-latchkey-token': token,
        'x-destination-url': destination.url('/pay'),
        'content-type': 'application/json',
        'x-idempotency-key': idempotencyKey,
        ...over,
      },
    });
  return { account, key, token, store, forward };
}

const problem = (status: number, classifier: string, outbound: string) => ({ status, classifier, outbound });

describe('with an idempotency key', () => {
  test('a repeat gets the first answer, byte for byte, and nothing is sent again', async () => {
    const { forward } = await given();
    const bytes = Buffer.from([0, 1, 0xff, 0x80]);
    destination.behave(answer(418, bytes, { 'x-psp': ['a', 'b'], 'content-type': 'image/x-odd' }));
    const [first, second] = [await forward(), await forward({ 'x-request-id': 'another', 'user-agent': 'another' })];
    for (const { status, text, headers } of [first, second]) {
      expect([status, text, headers['content-type']]).toEqual([418, bytes.toString('utf8'), 'image/x-odd']);
      expect(headers['x-psp']).toBe('a, b');
    }
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(destination.received).toHaveLength(1);
  });

  test.each([
    ['body', {}, '{"pan": "{{ account_number | last4 }}"}'],
    ['destination', { 'x-destination-url': 'http://localhost:PORT/elsewhere' }, BODY],
    ['query', { 'x-destination-url': 'http://localhost:PORT/pay?x=1' }, BODY],
    ['header', { 'x-psp-mode': 'capture' }, BODY],
    ['content type', { 'content-type': 'application/json; charset=utf-8' }, BODY],
  ])('another %s is 422', async (_, headers, body) => {
    const { forward } = await given();
    await forward();
    const over = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', `${destination.port}`)]);
    expect((await forward(Object.fromEntries(over), body)).body).toMatchObject(
      problem(422, 'idempotency_key_reused', 'unknown'),
    );
    expect(destination.received).toHaveLength(1);
  });

  test('another token is 422, another caller has a record of its own', async () => {
    const { forward, store, account } = await given();
    await forward();
    expect((await forward({ 'x-latchkey-token': await store() })).body).toMatchObject({
      classifier: 'idempotency_key_reused',
    });
    const other = commerce.accounts.key(account).secret;
    expect((await forward({ 'x-api-key': other })).headers['idempotent-replayed']).toBeUndefined();
    expect(destination.received).toHaveLength(2);
  });

  test('a repeat by a key that may no longer is refused, and shows nothing of the first answer', async () => {
    const { forward, key } = await given();
    await forward();
    commerce.accounts.revoke(key);
    expect((await forward()).body).toMatchObject({ status: 401, classifier: 'api_key_revoked' });
  });

  test('a repeat about a token that was deleted is 404', async () => {
    const { forward, token, key } = await given();
    await forward();
    await commerce.call(`/tokens/${token}`, { method: 'DELETE', headers: { 'x-api-key': key.secret } });
    // Of the repeat nothing left, but the first request did.
    expect((await forward()).body).toMatchObject(problem(404, 'not_found', 'unknown'));
  });

  test('of ten at once one is sent', async () => {
    const { forward } = await given();
    const waiting: ServerResponse[] = [];
    destination.behave((_received, response) => void waiting.push(response));
    let running = 0;
    const answers = Array.from({ length: 10 }, async () => {
      const answered = await forward();
      if (answered.status === 409) running += 1;
      return answered;
    });
    while (running < 9 || waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    waiting[0]?.end('ok');
    const bodies = await Promise.all(answers);
    expect(bodies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(bodies.filter(({ body }) => body['classifier'] === 'idempotency_key_in_progress')).toHaveLength(9);
    expect(destination.received).toHaveLength(1);
  });

  test('an answer that never came is unknown, and a repeat says so and sends nothing', async () => {
    const { forward } = await given();
    destination.behave((_received, response) => void response.socket?.destroy());
    const first = await forward();
    expect(first.body['outbound']).toBe('unknown');
    expect(first.status).toBe(502);
    destination.behave(echo);
    for (let repeat = 0; repeat < 2; repeat += 1) {
      expect((await forward()).body).toMatchObject(problem(409, 'outcome_unknown', 'unknown'));
    }
    expect(destination.received).toHaveLength(1);
  });

  test('an answer that could not be relayed is the answer of every repeat', async () => {
    const { forward } = await given();
    destination.behave(answer(200, 'x', { 'content-encoding': 'br' }));
    const expected = problem(502, 'destination_bad_answer', 'sent');
    expect((await forward()).body).toMatchObject(expected);
    const repeat = await forward();
    expect(repeat.body).toMatchObject(expected);
    expect(repeat.headers['idempotent-replayed']).toBe('true');
    expect(destination.received).toHaveLength(1);
  });

  test('what was not sent may be tried again with the same key', async () => {
    const { forward } = await given();
    expect((await forward({}, '{"c": "{{ security_code }}"}')).body).toMatchObject(
      problem(422, 'value_missing', 'not_sent'),
    );
    expect((await forward()).status).toBe(200);
  });

  test('what fails before it is sent, whatever it is, may be tried again, and a repeat that fails does not deny the first', async () => {
    const { forward } = await given();
    await commerce.sql('ALTER TABLE commerce.access_records RENAME TO records_away');
    expect((await forward()).body).toMatchObject(problem(500, 'internal_error', 'not_sent'));
    await commerce.sql('ALTER TABLE commerce.records_away RENAME TO access_records');
    expect((await forward()).status).toBe(200);
    commerce.auth.behave(hang);
    expect((await forward()).status).toBe(503);
    commerce.auth.behave(commerce.accounts.behaviour);
    expect((await forward({}, '{"c": "{{ pin }}"}')).body).toMatchObject(problem(422, 'invalid_template', 'unknown'));
    expect(destination.received).toHaveLength(1);
  });

  test('a destination that cannot be reached may be tried again', async () => {
    const account = commerce.accounts.account({ destinations: [destination.allowed({ ports: [1] })] });
    const key = commerce.accounts.key(account).secret;
    const stored = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json: card() });
    const headers = {
      'x-api-key': key,
      'x-latchkey-token': String(stored.body['id']),
      'x-destination-url': 'http://localhost:1/',
      'content-type': 'application/json',
      'x-idempotency-key': 'k',
    };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const answered = await commerce.call('/forward', { method: 'POST', headers, raw: BODY });
      expect(answered.body).toMatchObject(problem(502, 'destination_unreachable', 'not_sent'));
    }
  });

  test('the path may be spelled in any way: it is the same forward', async () => {
    const { forward } = await given();
    await forward();
    for (const path of ['/forwar%64', '/%66orward', 'http://elsewhere.example/forward']) {
      const answered = await forward({}, BODY, path);
      expect([answered.status, answered.headers['idempotent-replayed']]).toEqual([200, 'true']);
    }
    expect(destination.received).toHaveLength(1);
  });

  test('a destination that gives its status alone by now gives no earlier answer either', async () => {
    const { forward, account } = await given();
    expect((await forward()).text).toContain('1111');
    Object.assign(account, { destinations: [destination.allowed({ relay: 'status_only' })] });
    const repeat = await forward();
    expect([repeat.status, repeat.text, repeat.headers['idempotent-replayed']]).toEqual([200, '', 'true']);
  });

  test('what is remembered holds no card', async () => {
    const { forward, account } = await given();
    await forward();
    const rows = await commerce.sql<{ answer: Buffer }>(
      'SELECT answer FROM commerce.idempotency_records WHERE account_id = $1',
      [account.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer.includes(VISA)).toBe(false);
  });
});
