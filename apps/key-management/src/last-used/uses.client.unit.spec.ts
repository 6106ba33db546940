import { createServiceTokenSource } from '@latchkey/service-tokens';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthDouble, startAuthDouble } from '../testing/auth.double';
import { createUsesClient } from './uses.client';

const DEADLINE_MS = 500;
const signal = new AbortController().signal;
const keyId = randomUUID();
let auth: AuthDouble;

beforeAll(async () => {
  auth = await startAuthDouble();
  auth.use(keyId, 1_000);
});
afterAll(() => auth.close());
beforeEach(() => auth.behave(undefined));

const client = (urls: readonly string[] = [auth.url]) => {
  const { service, kid, private_key: privateKey } = auth.serviceKey;
  const { token } = createServiceTokenSource({ service, kid, privateKey, audience: 'auth' });
  return createUsesClient({ urls, token, deadlineMs: DEADLINE_MS });
};

describe('what auth says about last uses', () => {
  test('is read from the beginning, and on from there', async () => {
    const first = await client().after(undefined, signal);
    expect(first).toEqual({
      uses: [{ keyId, usedAt: '1970-01-01T00:16:40.000Z' }],
      cursor: '1',
      hasMore: false,
    });
    expect(await client().after(first.cursor, signal)).toEqual({ uses: [], cursor: '1', hasMore: false });
    expect(auth.asked.slice(-2)).toEqual([null, '1']);
  });

  test('is asked of the next replica when one does not answer, and then of that one first', async () => {
    const away = await startAuthDouble();
    const asking = client([away.url, auth.url]);
    await away.close();
    expect((await asking.after(undefined, signal)).uses).toHaveLength(1);
    auth.behave((response) => response.writeHead(503).end());
    await expect(asking.after(undefined, signal)).rejects.toThrow(/fetch failed|503/);
  });

  const page = { data: [], cursor: 'x', has_more: false };
  test.each<[string, RegExp, (answer: (status: number, body: unknown) => void) => void]>([
    ['503', /auth answered 503/, (answer) => answer(503, { classifier: 'database_unavailable' })],
    ['401', /auth answered 401/, (answer) => answer(401, {})],
    ['a redirect', /auth answered 302/, (answer) => answer(302, {})],
    ['no JSON', /no list of last uses/, (answer) => answer(200, undefined)],
    ['another shape', /no list of last uses/, (answer) => answer(200, { ...page, has_more: 'yes' })],
    [
      'a time that is none',
      /no list/,
      (answer) => answer(200, { ...page, data: [{ key_id: keyId, last_used_at: 'now' }] }),
    ],
    [
      'an id that is none',
      /no list/,
      (answer) => answer(200, { ...page, data: [{ key_id: 'x', last_used_at: '2026-01-01T00:00:00Z' }] }),
    ],
    ['more than it may', /no list of last uses/, (answer) => answer(200, { ...page, cursor: 'x'.repeat(300_000) })],
  ])('is refused when it is %s', async (_, message, behave) => {
    auth.behave((response) =>
      behave((status, body) =>
        response.writeHead(status, { location: '/elsewhere' }).end(body === undefined ? 'no' : JSON.stringify(body)),
      ),
    );
    await expect(client().after(undefined, signal)).rejects.toThrow(message);
  });

  test('is given up when it does not come in time, and at once when nobody wants it any more', async () => {
    auth.behave(() => {});
    await expect(client().after(undefined, signal)).rejects.toThrow(/timeout/);
    const stopping = new AbortController();
    const asked = client().after(undefined, stopping.signal);
    stopping.abort();
    await expect(Promise.race([asked, sleep(DEADLINE_MS / 2, 'late', { ref: false })])).rejects.toThrow(/abort/);
  });
});
