import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecretId } from '../sessions/secret-id';
import { makeUser, newEmail, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { items, openTestAccount, operatorOf, type TestAccount, textOf } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { createTestClock, type TestClock } from '../testing/test-clock';
import { startTestService, type TestService } from '../testing/test-service';

let clock: TestClock;
let service: TestService;
let account: TestAccount;
let owner: TestUser;

beforeAll(async () => {
  clock = createTestClock();
  service = await startTestService({ clock });
});
beforeEach(async () => {
  account = await openTestAccount(service.url, 'ecosystem');
  owner = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

const invite = (email: string, role = 'viewer', headers: Record<string, string> = {}) =>
  owner.browser.send('POST', '/invitations', { email, role }, headers);
const accept = (token: string, more: object = {}) =>
  openBrowser(service.url).send('POST', '/invitations/accept', {
    token,
    name: 'Grace',
    password: newPassword(),
    ...more,
  });
const lookUp = (token: string) => openBrowser(service.url).send('POST', '/one-time-links/look-up', { token });
const pending = async () => items((await owner.browser.send('GET', '/invitations')).body['data']);
const users = async () => items((await owner.browser.send('GET', '/users')).body['data']);

test('the operator’s invitation makes an account’s first owner', async () => {
  const { id } = await openTestAccount(service.url, 'platform');
  const operator = operatorOf(service.url);
  const invited = await operator.post(`/accounts/${id}/invitations`, { email: newEmail() });
  expect([invited.status, invited.headers.get('x-latchkey-position')]).toEqual([201, null]);
  expect(invited.body).toMatchObject({ role: 'owner', created_by: { type: 'operator', id: 'ada' } });
  const { body } = await accept(tokenOf(invited));
  expect(body).toMatchObject({ user: { role: 'owner', name: 'Grace' }, account: { id, operating_model: 'platform' } });
  expect(items((await operator.get(`/accounts/${id}/users`)).body['data'])).toEqual([body['user']]);
});

test('an owner’s invitation is listed until it is accepted, and shows its link once', async () => {
  const email = newEmail();
  const invited = await invite(email, 'admin');
  expect(invited.status).toBe(201);
  const { link, ...shown } = invited.body as Record<string, unknown>;
  expect(shown).toEqual({
    id: expect.any(String),
    email,
    role: 'admin',
    created_at: clock.now().toISOString(),
    expires_at: new Date(clock.now().getTime() + 7 * 24 * 3_600_000).toISOString(),
    created_by: { type: 'user', id: owner.id },
  });
  expect(link).toMatch(new RegExp(`^${service.url}/invitation#[A-Za-z0-9_-]{43}$`));
  expect(await pending()).toEqual([shown]);
  const token = tokenOf(invited);
  expect((await lookUp(token)).body).toEqual({
    kind: 'invitation',
    email,
    account_name: 'Acme',
    role: 'admin',
    expires_at: shown['expires_at'],
  });
  expect((await accept(token)).body['user']).toMatchObject({ email, role: 'admin', name: 'Grace' });
  expect(await pending()).toEqual([]);
});

test('the link names the dashboard, wherever it was asked for', async () => {
  const replica = await service.replica({ clock, env: { DASHBOARD_URL: 'https://keys.acme.example/' } });
  const invited = await operatorOf(replica.url).post(`/accounts/${account.id}/invitations`, { email: newEmail() });
  expect(invited.body['link']).toMatch(/^https:\/\/keys\.acme\.example\/invitation#/);
});

describe('a token is good no more', () => {
  const refused = async (token: string) => {
    const answers = [await lookUp(token), await accept(token)];
    return answers.map(({ status, body }) => `${status} ${body['classifier']}`);
  };
  const gone = ['404 not_found', '404 not_found'];

  test('once it was used', async () => {
    const token = tokenOf(await invite(newEmail()));
    expect((await accept(token)).status).toBe(200);
    expect(await refused(token)).toEqual(gone);
  });

  test('once it was withdrawn', async () => {
    const invited = await invite(newEmail());
    const withdrawn = await owner.browser.send('DELETE', `/invitations/${invited.body['id']}`);
    expect([withdrawn.status, withdrawn.body['id']]).toEqual([200, invited.body['id']]);
    expect(await refused(tokenOf(invited))).toEqual(gone);
    expect((await owner.browser.send('DELETE', `/invitations/${invited.body['id']}`)).status).toBe(404);
  });

  test('once the same address was invited again', async () => {
    const email = newEmail();
    const [old, fresh] = [tokenOf(await invite(email)), tokenOf(await invite(email.toUpperCase(), 'admin'))];
    expect(await refused(old)).toEqual(gone);
    expect(await pending()).toHaveLength(1);
    expect((await accept(fresh)).body['user']?.['role']).toBe('admin');
  });

  test('seven days after it was made', async () => {
    const token = tokenOf(await invite(newEmail()));
    clock.advance({ hours: 7 * 24 - 0.01 });
    expect((await lookUp(token)).status).toBe(200);
    clock.advance({ hours: 0.01 });
    expect(await refused(token)).toEqual(gone);
  });

  test('and one that nobody has made never was', async () => {
    for (const token of [newSecretId().text, '', 'x', '\0', 'é'.repeat(43)]) expect(await refused(token)).toEqual(gone);
  });

  test('when the owner who made it is removed, or is one no longer', async () => {
    const second = await makeUser(service.url, account.id);
    const third = await makeUser(service.url, account.id);
    const made = [second, third].map(async ({ browser }) =>
      tokenOf(await browser.send('POST', '/invitations', { email: newEmail(), role: 'owner' })),
    );
    const tokens = await Promise.all(made);
    await owner.browser.send('DELETE', `/users/${second.id}`);
    await owner.browser.send('PATCH', `/users/${third.id}`, { role: 'admin' });
    for (const token of tokens) expect(await refused(token)).toEqual(gone);
  });
});

test('of many who accept at once one becomes a user', async () => {
  const email = newEmail();
  const token = tokenOf(await invite(email));
  const { url } = await service.replica({ clock });
  const attempts = Array.from({ length: 8 }, (_, index) =>
    openBrowser(index % 2 ? url : service.url).send('POST', '/invitations/accept', {
      token,
      name: `Grace ${index}`,
      password: newPassword(),
    }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, ...Array(7).fill(404)]);
  expect((await users()).filter((user) => textOf(user['email']) === email)).toHaveLength(1);
});

test('what is wrong with name or password is told by its field, and the token stays good', async () => {
  const email = newEmail();
  const token = tokenOf(await invite(email));
  for (const [more, field] of [
    [{ name: ' ' }, 'name'],
    [{ name: '4111 1111 1111 1111' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ password: 'too short' }, 'password'],
    [{ password: email.toUpperCase() }, 'password'],
    [{ role: 'owner' }, 'role'],
  ] as const) {
    const { status, body } = await accept(token, more);
    expect([status, items(body['errors']).map((error) => error['field'])]).toEqual([422, [field]]);
  }
  expect((await accept(token)).status).toBe(200);
});

describe('inviting', () => {
  test.each(['', 'nobody', 'a@b', 'ada@acme.example\r\nBcc: eve@evil.example', 'a'.repeat(300) + '@acme.example'])(
    '%j is 422',
    async (email) => {
      const { status, body } = await invite(email);
      expect([status, items(body['errors'])[0]?.['field']]).toEqual([422, 'email']);
    },
  );

  test('somebody who is a user of the account is 409', async () => {
    const { status, body } = await invite(owner.email.toUpperCase());
    expect([status, body['classifier']]).toEqual([409, 'conflict']);
  });

  test('somebody who is a user of another account is answered as anybody is; only accepting fails', async () => {
    const elsewhere = await openTestAccount(service.url, 'platform');
    const other = await makeUser(service.url, elsewhere.id);
    const [known, unknown] = [await invite(other.email), await invite(newEmail())];
    const shapeOf = ({ status, body }: typeof known) => [status, Object.keys(body)];
    expect(shapeOf(known)).toEqual(shapeOf(unknown));
    const accepted = await accept(tokenOf(known));
    expect([accepted.status, accepted.body['classifier']]).toEqual([409, 'conflict']);
    expect(accepted.headers.getSetCookie()).toEqual([]);
    // Once they are no user there any more, they can be one here.
    await elsewhere.operator.post(`/accounts/${elsewhere.id}/invitations`, { email: newEmail() });
    const successor = await makeUser(service.url, elsewhere.id);
    await successor.browser.send('DELETE', `/users/${other.id}`);
    expect((await accept(tokenOf(known))).status).toBe(200);
  });

  test('more than 200 at a time is 409', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 205 }, () => invite(newEmail()).then(({ status }) => status)),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(200);
    expect(statuses.filter((status) => status === 409)).toHaveLength(5);
  });

  test('twice under one idempotency key makes one invitation, whose link is not told again', async () => {
    const email = newEmail();
    const key = { 'x-idempotency-key': randomUUID() };
    const [first, again] = [await invite(email, 'viewer', key), await invite(email, 'viewer', key)];
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const { link: _, ...shown } = first.body;
    expect(again.body).toEqual({ ...shown, link: null, link_unavailable: true });
    expect(await pending()).toHaveLength(1);
    expect((await accept(tokenOf(first))).status).toBe(200);
    expect((await invite(newEmail(), 'viewer', key)).body['classifier']).toBe('idempotency_key_reused');
  });

  test('again after the process died before it could answer makes none besides, and tells no link', async () => {
    const email = newEmail();
    const key = { 'x-idempotency-key': randomUUID() };
    const first = await invite(email, 'viewer', key);
    await ownerQuery(
      service,
      `UPDATE key_management.idempotency_records SET answer = NULL, lease_until = now() - interval '1 s'`,
    );
    const again = await invite(email, 'viewer', key);
    const { link: _, ...shown } = first.body;
    expect([again.status, again.body]).toEqual([201, { ...shown, link: null, link_unavailable: true }]);
    expect(await pending()).toHaveLength(1);
  });
});

test('in mode live no link is made, and no invitation, while nobody knows where the dashboard is', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-live-'));
  const file = join(directory, 'idempotency.json');
  writeFileSync(file, generateIdempotencyKeyFile(), { mode: 0o600 });
  const live = { LATCHKEY_MODE: 'live', IDEMPOTENCY_KEY_FILE: file };
  const { url } = await service.replica({ clock, env: live });
  const refused = await operatorOf(url).post(`/accounts/${account.id}/invitations`, { email: newEmail() });
  expect([refused.status, refused.body['detail']]).toEqual([409, expect.stringContaining('DASHBOARD_URL')]);
  expect(await pending()).toEqual([]);
  const known = await service.replica({ clock, env: { ...live, DASHBOARD_URL: 'https://keys.acme.example' } });
  expect((await operatorOf(known.url).post(`/accounts/${account.id}/invitations`, { email: newEmail() })).status).toBe(
    201,
  );
  rmSync(directory, { recursive: true });
});

test('another account’s invitation does not exist', async () => {
  const stranger = await makeUser(service.url, (await openTestAccount(service.url, 'platform')).id);
  const invited = await invite(newEmail());
  expect((await stranger.browser.send('DELETE', `/invitations/${invited.body['id']}`)).status).toBe(404);
  expect(items((await stranger.browser.send('GET', '/invitations')).body['data'])).toEqual([]);
  expect(await pending()).toHaveLength(1);
});
