import { systemClock } from '@latchkey/platform';
import { randomUUID } from 'node:crypto';
import type { DoubleAccount } from '../testing/accounts.double';
import { POSITION } from '../testing/auth.double';
import { answer, echo, startDestination } from '../testing/destination';
import { problemOf, refused } from '../testing/problem';
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

interface Given {
  readonly account?: Partial<DoubleAccount>;
  readonly card?: object;
  /** Null: no scope; else the features, over the merchants of the account. */
  readonly features?: readonly string[];
}

/** An account whose card is stored, and a key that may forward it. */
async function given({ account: over = {}, card: cardOver = {}, features }: Given = {}) {
  const account = commerce.accounts.account({ destinations: [destination.allowed()], ...over });
  const unscoped = commerce.accounts.key(account).secret;
  const stored = await commerce.call('/tokens', {
    method: 'POST',
    headers: { 'x-api-key': unscoped },
    json: card({ cardholder_name: 'Zoë "Z" Ångström', ...cardOver }),
  });
  expect(stored.status).toBe(201);
  const token = String(stored.body['id']);
  const scope = features ? { merchantIds: account.merchantIds, features } : null;
  const key = commerce.accounts.key(account, scope).secret;
  const forward = (body: string, headers: Record<string, string | string[]> = {}) =>
    commerce.call('/forward', {
      method: 'POST',
      raw: body,
      headers: {
        'x-api-key': key,
        'x-latchkey-token': token,
        'x-destination-url': destination.url('/v1/pay?x=1'),
        'content-type': 'application/json',
        ...headers,
      },
    });
  const auditRows = () =>
    commerce.sql<Record<string, unknown>>(
      'SELECT * FROM commerce.access_records WHERE token_id = $1 AND destination IS NOT NULL',
      [token],
    );
  return { account, token, forward, auditRows, unscoped };
}

const WHOLE = `{"pan": "{{ account_number }}", "name": "{{cardholder_name}}", "m": {{ expiration_month | unwrap }},
  "y": "{{ expiration_year | yy }}", "last": "{{ account_number | last4 }}"}`;

describe('POST /forward', () => {
  test('sends the card to the destination, and the caller gets the answer without it', async () => {
    const { forward } = await given();
    const answered = await forward(WHOLE, {
      authorization: 'Basic abc',
      'x-own-name': 'x-api-key',
      'x-own-value': 'psp',
    });
    expect(destination.received).toHaveLength(1);
    const [received] = destination.received;
    expect(received).toMatchObject({ method: 'POST', url: '/v1/pay?x=1' });
    expect(JSON.parse(received?.body ?? '')).toEqual({
      ...{ pan: VISA, name: 'Zoë "Z" Ångström', m: 12, y: '40', last: '1111' },
    });
    expect(received?.headers).toMatchObject({
      host: `localhost:${destination.port}`,
      authorization: 'Basic abc',
      'x-api-key': 'psp',
      'accept-encoding': 'identity',
      'content-type': 'application/json',
    });
    expect(Object.keys(received?.headers ?? {}).filter((name) => /latchkey|destination|x-own/.test(name))).toEqual([]);
    expect(answered.status).toBe(200);
    expect(answered.text).toBe((received?.body ?? '').replace(VISA, '41111111****1111'));
    expect(answered.headers).toMatchObject({ 'content-type': 'application/json', 'x-latchkey-relayed': 'true' });
    expect(String(answered.headers['server-timing'])).toMatch(
      /^authorise;dur=[\d.]+, decrypt;dur=[\d.]+, connect;dur=[\d.]+, destination;dur=[\d.]+, total;dur=[\d.]+$/,
    );
  });

  test('takes a form body', async () => {
    const { forward } = await given();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    await forward('pan=%7B%7B+account_number+%7D%7D&note=a+b', type);
    expect(new URLSearchParams(destination.received[0]?.body).get('pan')).toBe(VISA);
  });

  test.each([201, 302, 400, 404, 500, 503])('relays the status %d with its body', async (status) => {
    const { forward } = await given();
    destination.behave(answer(status, `declined ${VISA}`, { 'Content-Type': 'text/plain', 'X-Psp': VISA }));
    const answered = await forward(WHOLE);
    expect([answered.status, answered.text]).toEqual([status, 'declined 41111111****1111']);
    expect(answered.headers['x-psp']).toBe('41111111****1111');
  });

  test('follows no redirect, and shows no private place', async () => {
    const { forward } = await given();
    const headers = { Location: 'http://10.0.0.7/in', 'Set-Cookie': ['a=1', 'b=2'], 'X-Latchkey-Position': 'theirs' };
    destination.behave(answer(302, '', headers));
    const answered = await forward(WHOLE);
    expect(answered.status).toBe(302);
    expect([
      answered.headers.location,
      answered.headers['set-cookie'],
      answered.headers['x-latchkey-position'],
    ]).toEqual([undefined, undefined, POSITION]);
    expect(destination.received).toHaveLength(1);
  });

  test('shows only the status where the destination is marked so', async () => {
    const { forward } = await given({ account: { destinations: [destination.allowed({ relay: 'status_only' })] } });
    destination.behave(answer(402, `declined ${VISA}`, { 'x-psp': 'internal' }));
    const answered = await forward(WHOLE);
    expect([answered.status, answered.text, answered.headers['x-psp']]).toEqual([402, '', undefined]);
  });

  test('is written down before it leaves, without card data', async () => {
    const { forward, auditRows, token, account } = await given();
    let rowsWhenReceived: unknown[] = [];
    destination.behave(async (_received, response) => {
      rowsWhenReceived = await auditRows();
      response.end('ok');
    });
    await forward(WHOLE, { 'x-request-id': 'req-1' });
    expect(rowsWhenReceived).toMatchObject([
      {
        account_id: account.id,
        token_id: token,
        payment_data_id: null,
        merchant_id: null,
        destination: destination.url('/v1/pay'),
        request_id: 'req-1',
      },
    ]);
    expect(JSON.stringify(rowsWhenReceived)).not.toMatch(/4111|Zoë/);
  });

  test('is not sent if it cannot be written down', async () => {
    const { forward } = await given();
    await commerce.sql('ALTER TABLE commerce.access_records RENAME TO records_away');
    const answered = await forward(WHOLE);
    await commerce.sql('ALTER TABLE commerce.records_away RENAME TO access_records');
    expect(answered.status).toBe(500);
    expect(answered.body['outbound']).not.toBe('sent');
    expect(destination.received).toEqual([]);
    expect((await forward(WHOLE)).status).toBe(200);
  });

  test.each([
    ['with no body', '', {}, refused(400, 'malformed_body')],
    ['as text', WHOLE, { 'content-type': 'text/plain' }, refused(415, 'unsupported_media_type')],
    [
      'in another charset',
      WHOLE,
      { 'content-type': 'application/json; charset=utf-16' },
      refused(415, 'unsupported_media_type'),
    ],
    ['compressed', WHOLE, { 'content-encoding': 'gzip' }, refused(415, 'unsupported_media_type')],
    ['that is not JSON', '{"a": ', {}, refused(400, 'malformed_body')],
    ['of more than 1 MiB', `{"a": "${'x'.repeat(1 << 20)}"}`, {}, refused(413, 'payload_too_large')],
    ['without a token', WHOLE, { 'x-latchkey-token': '' }, refused(400, 'bad_header')],
    ['with a token that is no id', WHOLE, { 'x-latchkey-token': 'abc' }, refused(404, 'not_found')],
    ['with an unknown token', WHOLE, { 'x-latchkey-token': randomUUID() }, refused(404, 'not_found')],
    ['to nowhere', WHOLE, { 'x-destination-url': '' }, refused(400, 'bad_header')],
    ['over http', WHOLE, { 'x-destination-url': 'http://psp.example/' }, refused(400, 'bad_header')],
    ['to an address', WHOLE, { 'x-destination-url': 'https://169.254.169.254/' }, refused(400, 'bad_header')],
    ['elsewhere', WHOLE, { 'x-destination-url': 'https://evil.example/' }, refused(403, 'destination_not_allowed')],
    ['twice', WHOLE, { 'x-idempotency-key': ['a b'] }, refused(400, 'bad_header')],
    [
      'with a pair that names another header',
      WHOLE,
      { 'x-o-name': 'host', 'x-o-value': 'v' },
      refused(422, 'validation_failed'),
    ],
    ['with an unknown placeholder', '{"a": "{{ pin }}"}', {}, refused(422, 'invalid_template')],
    ['with a bundle’s placeholder', '{"a": "{{ cryptogram }}"}', {}, refused(422, 'invalid_template')],
    ['with an unknown filter', '{"a": "{{ account_number | reverse }}"}', {}, refused(422, 'invalid_template')],
    ['with a security code beside a letter', '{"a": "x{{ security_code }}"}', {}, refused(422, 'invalid_template')],
    ['with a security code that is not there', '{"a": "{{ security_code }}"}', {}, refused(422, 'value_missing')],
  ])('%s is refused, and nothing is sent', async (_, body, headers, expected) => {
    const { forward, auditRows } = await given();
    const answered = await forward(body, headers as Record<string, string>);
    const { outbound, errors: _errors, ...rest } = answered.body;
    expect(rest).toMatchObject(expected);
    expect([undefined, 'not_sent']).toContain(outbound);
    expect(destination.received).toEqual([]);
    expect(await auditRows()).toEqual([]);
    expect(answered.text).not.toContain(VISA);
  });

  test('names the placeholder that is wrong, and where it stands', async () => {
    const { forward } = await given();
    const answered = await forward('{"card": {"pin": "{{ pin }}"}}');
    expect(answered.body).toMatchObject({
      outbound: 'not_sent',
      errors: [{ field: 'card.pin', message: expect.stringContaining('pin') }],
    });
  });

  test.each([
    ['', {}, 'The body is empty.'],
    ['{"a": ', {}, 'The body is not JSON at character 7.'],
    ['{}', { 'x-o-name': 'host', 'x-o-value': 'v' }, 'A pair of headers is wrong.'],
    ['{"a": "{{ security_code }}"}', {}, expect.stringMatching(/^There is no security code: it was not stored, /)],
  ])('says of %s %j what is wrong', async (body, headers, detail) => {
    const { forward } = await given();
    expect((await forward(body, headers)).body).toMatchObject({ detail, outbound: 'not_sent' });
  });

  test('refuses a query', async () => {
    const { unscoped } = await given();
    const answered = await commerce.call('/forward?x=1', {
      method: 'POST',
      headers: { 'x-api-key': unscoped },
      raw: '{}',
    });
    expect(answered.body).toMatchObject({ status: 400, classifier: 'bad_query' });
  });
});

describe('who may forward what', () => {
  const FEATURE = ['cardholder-data.forward'];

  test('a scoped key forwards its merchant’s card', async () => {
    const account = commerce.accounts.account({ destinations: [destination.allowed()] });
    const { forward } = await given({ account, card: { merchant_id: account.merchantIds[1] }, features: FEATURE });
    expect((await forward(WHOLE)).status).toBe(200);
  });

  test('not a shared card, nor without the feature', async () => {
    const shared = await given({ features: FEATURE });
    expect(problemOfForward(await shared.forward(WHOLE))).toEqual(refused(404, 'not_found'));
    const other = await given({ features: ['tokens.read'] });
    expect(problemOfForward(await other.forward(WHOLE))).toEqual(refused(403, 'feature_not_in_scope'));
    expect(destination.received).toEqual([]);
  });

  test('a destination may be for some merchants alone', async () => {
    const merchantIds = [randomUUID(), randomUUID()];
    const destinations = [destination.allowed({ merchantIds: [merchantIds[0] ?? ''] })];
    const account = { merchantIds, destinations };
    const theirs = await given({ account, card: { merchant_id: merchantIds[0] } });
    const others = await given({ account, card: { merchant_id: merchantIds[1] } });
    const nobodys = await given({ account });
    expect((await theirs.forward(WHOLE)).status).toBe(200);
    expect(problemOfForward(await others.forward(WHOLE))).toEqual(refused(403, 'destination_not_allowed'));
    expect(problemOfForward(await nobodys.forward(WHOLE))).toEqual(refused(403, 'destination_not_allowed'));
  });

  test('what is not allowed is told before what is wrong with the body', async () => {
    const { forward } = await given();
    const elsewhere = { 'x-destination-url': 'https://evil.example/', 'content-type': 'text/plain' };
    expect(problemOfForward(await forward('{', elsewhere))).toEqual(refused(403, 'destination_not_allowed'));
  });

  test('a verdict that got old is asked for again right before sending: a key revoked meanwhile sends nothing', async () => {
    const { forward, account, token } = await given();
    const late = commerce.accounts.key(account);
    // The row cannot be written for a while; meanwhile the key is revoked.
    await commerce.sql('BEGIN; LOCK TABLE commerce.access_records IN ACCESS EXCLUSIVE MODE');
    const answering = forward(WHOLE, { 'x-api-key': late.secret });
    const until = systemClock.now().getTime() + 400;
    while (systemClock.now().getTime() < until) await new Promise((resolve) => setImmediate(resolve));
    commerce.accounts.revoke(late);
    await commerce.sql('COMMIT');
    expect(problemOfForward(await answering)).toEqual(refused(401, 'api_key_revoked'));
    expect(destination.received).toEqual([]);
    expect(token).toBeTruthy();
  });
});

const problemOfForward = (answered: Parameters<typeof problemOf>[0]) => {
  const { outbound: _outbound, ...body } = answered.body;
  return problemOf({ ...answered, body });
};
