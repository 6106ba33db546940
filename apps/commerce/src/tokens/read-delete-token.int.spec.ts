import { randomUUID } from 'node:crypto';
import { POSITION } from '../testing/auth.double';
import { insertTokens } from '../testing/insert-tokens';
import { problemOf } from '../testing/problem';
import { card, startTestCommerce, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let now = new Date();
beforeAll(async () => {
  commerce = await startTestCommerce({ clock: { now: () => now } });
});
afterAll(() => commerce?.stop());
beforeEach(() => {
  now = new Date('2026-11-23T12:00:00.000Z');
});

const READS = { features: ['tokens.read', 'tokens.list'] };
const to = (id: string, key: string, method = 'GET') =>
  commerce.call(`/tokens/${id}`, { method, headers: { 'x-api-key': key, 'x-request-id': 'same' } });

async function newToken(key: string, over: object = {}): Promise<string> {
  const made = await commerce.call('/tokens', { method: 'POST', headers: { 'x-api-key': key }, json: card(over) });
  expect(made.status).toBe(201);
  return String(made.body['id']);
}

function newAccount() {
  const account = commerce.accounts.account();
  return { account, key: commerce.accounts.key(account).secret };
}

describe('a token that the caller cannot see', () => {
  test('is one and the same 404, byte for byte, whatever the reason', async () => {
    const { account, key } = newAccount();
    const [, mine, theirs] = account.merchantIds;
    const scoped = commerce.accounts.key(account, { merchantIds: [String(mine)], ...READS }).secret;
    const stranger = newAccount();
    const deleted = await newToken(key);
    await to(deleted, key, 'DELETE');
    const ephemeral = await newToken(key, { expires_at: '2026-11-23T12:00:01Z' });
    const elsewhere = await newToken(stranger.key);
    const ofOther = await newToken(key, { merchant_id: theirs });
    const shared = await newToken(key);
    now = new Date('2026-11-23T12:00:01Z');

    const cases: [string, string, string][] = [
      ['never there', randomUUID(), key],
      ['malformed', 'nonsense', key],
      ['deleted', deleted, key],
      ['expired', ephemeral, key],
      ["another account's", elsewhere, key],
      ["another account's, scoped key", elsewhere, scoped],
      ['of another merchant', ofOther, scoped],
      ['shared, scoped key', shared, scoped],
    ];
    const bodies = new Map<string, string[]>();
    for (const [why, id, secret] of cases) {
      const answer = await to(id, secret);
      expect([why, problemOf(answer)]).toEqual([why, { status: 404, classifier: 'not_found' }]);
      // The path is the caller's own; nothing else may differ.
      const seen = JSON.stringify([{ ...answer.headers, date: '', 'content-length': '' }, answer.text.replace(id, '')]);
      bodies.set(seen, [...(bodies.get(seen) ?? []), why]);
    }
    expect([...bodies.values()]).toEqual([cases.map(([why]) => why)]);
  });

  test('cannot be deleted either, and stays with its owner', async () => {
    const { key } = newAccount();
    const stranger = newAccount();
    const id = await newToken(key);
    for (const target of [id, randomUUID(), 'nonsense']) {
      expect(problemOf(await to(target, stranger.key, 'DELETE'))).toEqual({ status: 404, classifier: 'not_found' });
    }
    expect((await to(id, key)).status).toBe(200);
  });
});

describe('a token that the caller can see', () => {
  test('is read by an unscoped key, and by a scoped one if it is of its merchants', async () => {
    const { account, key } = newAccount();
    const [, mine] = account.merchantIds;
    const scoped = commerce.accounts.key(account, { merchantIds: [String(mine)], ...READS }).secret;
    const id = await newToken(key, { merchant_id: mine, cardholder_name: 'Zoë' });
    const answer = await to(id.toUpperCase(), key);
    expect(answer.body).toMatchObject({ id, merchant_id: mine, cardholder_name: 'Zoë' });
    expect((await to(id, scoped)).text).toBe(answer.text);
  });

  test('of a removed merchant is read and deleted by an unscoped key', async () => {
    const { account, key } = newAccount();
    const [id = ''] = await insertTokens(commerce, account.id, [{ merchantId: account.removedMerchantIds[0] }]);
    expect((await to(id, key)).status).toBe(200);
    expect((await to(id, key, 'DELETE')).status).toBe(204);
  });

  test('is not given out if its name was moved here from another row: an error without details, and nothing of it', async () => {
    const { key } = newAccount();
    const one = await newToken(key, { cardholder_name: 'Zoë One' });
    const two = await newToken(key, { cardholder_name: 'Zoë Two' });
    await commerce.sql(
      `UPDATE commerce.tokens t SET wrapped_key = o.wrapped_key, cardholder_name = o.cardholder_name
       FROM commerce.tokens o WHERE t.id = $1 AND o.id = $2`,
      [one, two],
    );
    const answer = await to(one, key);
    expect(problemOf(answer)).toEqual({ status: 500, classifier: 'internal_error' });
    expect(answer.text).not.toContain('Zoë');
  });
});

describe('deleting', () => {
  test('leaves nothing behind: key, ciphertext and fingerprint are gone, and so is the token', async () => {
    const { account, key } = newAccount();
    const id = await newToken(key, { cardholder_name: 'Zoë' });
    const gone = await to(id, key, 'DELETE');
    expect([gone.status, gone.text, gone.headers['x-latchkey-position']]).toEqual([204, '', POSITION]);
    expect(await commerce.sql('SELECT * FROM commerce.tokens WHERE account_id = $1', [account.id])).toEqual([]);
    expect((await to(id, key)).status).toBe(404);
    expect((await to(id, key, 'DELETE')).status).toBe(404);
  });

  test('at the same time by many is done once', async () => {
    const { key } = newAccount();
    const id = await newToken(key);
    const answers = await Promise.all(Array.from({ length: 6 }, () => to(id, key, 'DELETE')));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404, 404]);
  });

  test('is not for scoped keys, whatever their features', async () => {
    const { account, key } = newAccount();
    const merchantIds = [...account.merchantIds];
    const scoped = commerce.accounts.key(account, { merchantIds, ...READS }).secret;
    const id = await newToken(key, { merchant_id: merchantIds[0] });
    for (const target of [id, randomUUID()]) {
      expect(problemOf(await to(target, scoped, 'DELETE'))).toEqual({
        status: 403,
        classifier: 'feature_not_in_scope',
      });
    }
    expect((await to(id, key)).status).toBe(200);
  });
});
