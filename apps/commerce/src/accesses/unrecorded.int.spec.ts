import { rmSync, writeFileSync } from 'node:fs';
import { spooledBytes } from '../testing/access-rows';
import { startDestination } from '../testing/destination';
import { payment } from '../testing/make-bundle';
import { problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, testSettings, type TestCommerce } from '../testing/test-commerce';

const MAX_BYTES = 4_096;
const { accesses } = testSettings({ databaseUrl: '', authUrls: [] });
const { directory } = accesses.spool;
let commerce: TestCommerce;
let destination: Awaited<ReturnType<typeof startDestination>>;
beforeAll(async () => {
  destination = await startDestination();
  const settings = { accesses: { ...accesses, spool: { directory, maxBytes: MAX_BYTES } } };
  commerce = await startTestCommerce({ settings });
});
afterAll(async () => {
  await commerce?.stop();
  await destination?.stop();
});

const unrecorded = refused(503, 'access_records_unavailable');
const ready = async () => (await fetch(`${commerce.service.adminUrl}/readyz`)).status;

async function given() {
  const account = commerce.accounts.account({ destinations: [destination.allowed()] });
  const headers = { 'x-api-key': commerce.accounts.key(account).secret };
  const ask = (path: string, method = 'GET', json?: object) =>
    commerce.call(path, { method, headers, ...(json ? { json } : {}) });
  const token = String((await ask('/tokens', 'POST', card())).body['id']);
  const forward = () =>
    commerce.call('/forward', {
      method: 'POST',
      raw: '{"pan": "{{ account_number }}"}',
      headers: {
        ...{ ...headers, 'x-latchkey-token': token, 'x-destination-url': destination.url('/') },
        'content-type': 'application/json',
      },
    });
  const stored = async () =>
    commerce.sql<{ id: string }>('SELECT id FROM commerce.tokens WHERE account_id = $1', [account.id]);
  return { ask, token, forward, stored, account };
}

describe('what cannot be recorded', () => {
  test('is refused and not done while the disk takes nothing, forwards are sent all the same, and it goes on by itself', async () => {
    const { ask, token, forward, stored, account } = await given();
    const merchantId = account.merchantIds[0];
    while ((await spooledBytes(commerce.service.adminUrl)) > 0);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'in the way');
    const calls: [string, string, object?][] = [
      [`/tokens/${token}`, 'GET'],
      ['/tokens', 'GET'],
      [`/tokens/${token}/payment-data`, 'GET'],
      ['/tokens', 'POST', card()],
      [`/tokens/${token}/payment-data`, 'POST', payment({ merchant_id: merchantId })],
      [`/tokens/${token}/consume`, 'POST'],
      [`/tokens/${token}`, 'DELETE'],
    ];
    for (const [path, method, json] of calls) {
      const answer = await ask(path, method, json);
      expect([path, method, problemOf(answer)]).toEqual([path, method, unrecorded]);
      expect(answer.headers['retry-after']).toBe('1');
    }
    expect(await ready()).toBe(503);
    expect((await forward()).status).toBe(200);
    expect(await stored()).toEqual([{ id: token }]);
    // Who may not is not told about the weather inside.
    expect((await commerce.call(`/tokens/${token}`)).status).toBe(401);
    expect((await ask('/tokens/00000000-0000-4000-8000-000000000000')).status).toBe(404);

    rmSync(directory);
    expect((await ask(`/tokens/${token}`)).status).toBe(200);
    expect((await ask(`/tokens/${token}`, 'DELETE')).status).toBe(204);
    expect(await ready()).toBe(200);
  });

  test('is refused while the spool is full, and goes on by itself when the database has taken it', async () => {
    const { ask, token } = await given();
    await commerce.sql('ALTER FUNCTION commerce.append_access_records RENAME TO append_away');
    let answered = 0;
    while ((await ask(`/tokens/${token}`)).status === 200) answered += 1;
    expect(answered).toBeGreaterThan(5);
    expect(problemOf(await ask(`/tokens/${token}`))).toEqual(unrecorded);
    expect(await spooledBytes(commerce.service.adminUrl)).toBeLessThanOrEqual(MAX_BYTES);
    await commerce.sql('ALTER FUNCTION commerce.append_away RENAME TO append_access_records');
    while ((await spooledBytes(commerce.service.adminUrl)) > 0);
    expect((await ask(`/tokens/${token}`)).status).toBe(200);
    const [{ count }] = (await commerce.sql(
      `SELECT count(*) FROM commerce.access_records WHERE token_id = $1 AND operation = 'tokens.read'`,
      [token],
    )) as [{ count: string }];
    expect(Number(count)).toBeGreaterThanOrEqual(answered);
  });
});
