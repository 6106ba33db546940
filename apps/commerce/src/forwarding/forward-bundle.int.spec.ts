import { randomUUID } from 'node:crypto';
import type { DoubleAccount } from '../testing/accounts.double';
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

const [OURS, THEIRS] = [randomUUID(), randomUUID()];

/** A shared card with a bundle of one merchant, that merchant's forward URL allowed, and a key for everything. */
async function given(over: Partial<DoubleAccount> = {}, cardOver: object = {}) {
  const account = commerce.accounts.account({
    merchantIds: [OURS, THEIRS],
    destinations: [destination.allowed({ pathPrefixes: ['/in'] })],
    forwardUrls: { [OURS]: destination.url('/in/pay?shop=7') },
    ...over,
  });
  const key = commerce.accounts.key(account).secret;
  const post = (path: string, json: object) =>
    commerce.call(path, { method: 'POST', headers: { 'x-api-key': key }, json });
  const token = await post('/tokens', card({ cardholder_name: 'Ada "A"', security_code: '737', ...cardOver }));
  const bundle = await post(`/tokens/${token.body['id']}/payment-data`, {
    ...{ amount: 1099, currency_code: 'EUR', reference: 'order-7', merchant_id: OURS },
  });
  expect([token.status, bundle.status]).toEqual([201, 201]);
  const id = String(bundle.body['id']);
  const forward = (body: string, headers: Record<string, string> = {}, path = `/payment-data/${id}/forward`) =>
    commerce.call(path, {
      method: 'POST',
      raw: body,
      headers: { 'x-api-key': key, 'content-type': 'application/json', ...headers },
    });
  return { account, id, token: String(token.body['id']), bundle: bundle.body, forward };
}

const WHOLE = `{"token": "{{ network_token }}", "crypt": "{{ cryptogram }}", "eci": "{{ eci }}", "cur": "{{ currency_code }}",
  "amount": {{ amount | unwrap }}, "text": "{{ amount }}", "exp": "{{ expiration_month }}/{{ expiration_year }}",
  "name": "{{ cardholder_name }}"}`;

describe('POST /payment-data/{id}/forward', () => {
  test('sends the bundle to its merchant’s URL, and the caller gets the answer without token and cryptogram', async () => {
    const { forward, id, token, account } = await given();
    const answered = await forward(WHOLE);
    const [received] = destination.received;
    expect(received).toMatchObject({ method: 'POST', url: '/in/pay?shop=7' });
    const sent = JSON.parse(received?.body ?? '') as Record<string, string>;
    expect(sent).toEqual({
      token: expect.stringMatching(/^\d{16}$/),
      crypt: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
      eci: '05',
      cur: 'EUR',
      amount: 1099,
      text: '1099',
      exp: expect.stringMatching(/^(0[1-9]|1[0-2])\/\d{4}$/),
      name: 'Ada "A"',
    });
    expect(sent['token']).not.toBe(VISA);
    expect(answered.status).toBe(200);
    for (const secret of [sent['token'], sent['crypt']]) expect(answered.text).not.toContain(secret);
    expect(JSON.parse(answered.text)).toMatchObject({ cur: 'EUR', amount: 1099, name: 'Ada "A"' });
    expect(
      await commerce.sql(
        'SELECT * FROM commerce.access_records WHERE payment_data_id = $1 AND destination IS NOT NULL',
        [id],
      ),
    ).toMatchObject([
      { account_id: account.id, token_id: token, merchant_id: OURS, destination: destination.url('/in/pay') },
    ]);
  });

  test('leaves the card’s security code where it is: it was not sent', async () => {
    const { forward, token } = await given();
    await forward(WHOLE);
    const codes = await commerce.sql('SELECT 1 FROM commerce_volatile.security_codes WHERE token_id = $1', [token]);
    expect(codes).toHaveLength(1);
  });

  test.each([
    ['without a forward URL', { forwardUrls: {} }, 409, 'forward_url_missing'],
    ['whose URL is not allowed', { forwardUrls: { [OURS]: 'https://psp.example/in' } }, 403, 'destination_not_allowed'],
    [
      'whose path is not allowed',
      { forwardUrls: { [OURS]: 'http://localhost:1/out' } },
      403,
      'destination_not_allowed',
    ],
  ])('of a merchant %s is refused, and nothing is sent', async (_, over, status, classifier) => {
    const { forward } = await given(over);
    expect((await forward(WHOLE)).body).toMatchObject({ status, classifier, outbound: 'not_sent' });
    expect(destination.received).toEqual([]);
  });

  test('a scoped key forwards its merchant’s bundle and no other, the card’s own merchant aside', async () => {
    const { account, forward } = await given();
    const scoped = (merchant: string, feature = 'payment-data.forward') =>
      commerce.accounts.key(account, { merchantIds: [merchant], features: [feature] }).secret;
    expect((await forward(WHOLE, { 'x-api-key': scoped(OURS) })).status).toBe(200);
    expect((await forward(WHOLE, { 'x-api-key': scoped(THEIRS) })).body).toMatchObject({ classifier: 'not_found' });
    expect((await forward(WHOLE, { 'x-api-key': scoped(OURS, 'cardholder-data.forward') })).body).toMatchObject({
      classifier: 'feature_not_in_scope',
    });
    expect(destination.received).toHaveLength(1);
  });

  test('of an unknown bundle, of another account and of a malformed id is the same 404', async () => {
    const { forward } = await given();
    const other = await given();
    for (const id of [randomUUID(), other.id, 'abc', '%00']) {
      const { body } = await forward(WHOLE, {}, `/payment-data/${id}/forward`);
      expect(body).toMatchObject({ status: 404, classifier: 'not_found', outbound: 'not_sent' });
    }
  });

  test('a placeholder of cards is unknown here', async () => {
    const { forward } = await given();
    expect((await forward('{"a": "{{ account_number }}"}')).body).toMatchObject({ classifier: 'invalid_template' });
  });

  test('repeated with its idempotency key is sent once, however its path is written', async () => {
    const { forward, id } = await given();
    destination.behave(answer(202, 'accepted'));
    const key = { 'x-idempotency-key': 'k' };
    const [first, second] = [await forward(WHOLE, key), await forward(WHOLE, key)];
    const spelled = await forward(WHOLE, key, `/payment-data/${id.toUpperCase()}/forwar%64`);
    expect(spelled.headers['idempotent-replayed']).toBe('true');
    expect([first.text, second.text, second.headers['idempotent-replayed']]).toEqual(['accepted', 'accepted', 'true']);
    expect(destination.received).toHaveLength(1);
  });
});

describe('the security code of a card', () => {
  const forwardCard = async (token: string, account: DoubleAccount, body: string) =>
    commerce.call('/forward', {
      method: 'POST',
      raw: body,
      headers: {
        'x-api-key': commerce.accounts.key(account).secret,
        'x-latchkey-token': token,
        'x-destination-url': destination.url('/in'),
        'content-type': 'application/json',
      },
    });
  const WITH_CODE = '{"cvc": "{{ security_code }}", "n": "{{ account_number | last4 }}"}';

  test('is sent, masked in the answer, and gone after a 2xx', async () => {
    const { token, account } = await given();
    const answered = await forwardCard(token, account, WITH_CODE);
    expect(JSON.parse(destination.received[0]?.body ?? '')).toEqual({ cvc: '737', n: '1111' });
    expect(answered.text).not.toContain('737');
    expect((await forwardCard(token, account, WITH_CODE)).body).toMatchObject({
      ...{ status: 422, classifier: 'value_missing', outbound: 'not_sent' },
      errors: [{ field: 'cvc', message: expect.stringContaining('security_code') }],
    });
  });

  test('does not outlive an answer that arrived and is of no use', async () => {
    const { token, account } = await given();
    destination.behave(answer(200, 'x', { 'content-encoding': 'br' }));
    expect((await forwardCard(token, account, WITH_CODE)).body).toMatchObject({ outbound: 'sent' });
    destination.behave(echo);
    expect((await forwardCard(token, account, WITH_CODE)).body).toMatchObject({ classifier: 'value_missing' });
  });

  test('stays after an answer that is no 2xx, and goes with any 2xx, named or not', async () => {
    const { token, account } = await given();
    destination.behave(answer(402, 'declined'));
    expect((await forwardCard(token, account, WITH_CODE)).status).toBe(402);
    destination.behave(echo);
    expect((await forwardCard(token, account, '{"n": "{{ account_number }}"}')).status).toBe(200);
    expect((await forwardCard(token, account, WITH_CODE)).body).toMatchObject({ classifier: 'value_missing' });
  });
});
