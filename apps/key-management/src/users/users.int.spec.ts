import { randomUUID } from 'node:crypto';
import { makeUser, newEmail, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { items, openTestAccount, type TestAccount } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { startTestService, type TestService } from '../testing/test-service';

let service: TestService;
let account: TestAccount;
let owner: TestUser;

beforeAll(async () => {
  service = await startTestService();
});
beforeEach(async () => {
  account = await openTestAccount(service.url, 'ecosystem', 1);
  owner = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

const patch = (userId: string, json: object, { browser } = owner) => browser.send('PATCH', `/users/${userId}`, json);
const remove = (userId: string, { browser } = owner) => browser.send('DELETE', `/users/${userId}`);
const list = async (query = '', { browser } = owner) =>
  items((await browser.send('GET', `/users${query}`)).body['data']);
const idsOf = (users: readonly { readonly [member: string]: unknown }[]) => users.map((user) => user['id']);

describe('the list', () => {
  test('shows every user of the account to every role, newest first, page by page', async () => {
    const admin = await makeUser(service.url, account.id, 'admin');
    const viewer = await makeUser(service.url, account.id, 'viewer');
    expect(idsOf(await list('', viewer))).toEqual([viewer.id, admin.id, owner.id]);
    expect(idsOf(await list('?sort=created_at+asc&limit=2', admin))).toEqual([owner.id, admin.id]);
    const { body } = await owner.browser.send('GET', '/users?limit=2');
    expect(body['pagination']).toMatchObject({ total_items: 3, total_pages: 2 });
    expect(idsOf(await list(`?limit=2&cursor=${String(body['pagination']?.['next_cursor'])}`))).toEqual([owner.id]);
  });

  test('leaves those out who were removed, unless they are asked for', async () => {
    const gone = await makeUser(service.url, account.id, 'viewer');
    await remove(gone.id);
    expect(idsOf(await list())).toEqual([owner.id]);
    expect(await list('?status=removed')).toMatchObject([
      { id: gone.id, email: gone.email, removed_at: expect.any(String) },
    ]);
    expect(await list('?status=all')).toHaveLength(2);
    expect((await owner.browser.send('GET', '/users?status=lost')).body['classifier']).toBe('bad_query');
  });

  test('of another account does not exist, nor do its users', async () => {
    const stranger = await makeUser(service.url, (await openTestAccount(service.url, 'platform')).id);
    expect(idsOf(await list('', stranger))).toEqual([stranger.id]);
    const answers = [
      await patch(owner.id, { name: 'Mallory' }, stranger),
      await remove(owner.id, stranger),
      await patch(randomUUID(), { name: 'Mallory' }, stranger),
      await remove('x', stranger),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body['classifier']}`)).toEqual(
      Array(4).fill('404 not_found'),
    );
    const keys = await stranger.browser.send('GET', '/merchants', undefined, { 'x-latchkey-account': account.id });
    expect(items(keys.body['data']).every(({ account_id: id }) => String(id) !== account.id)).toBe(true);
  });
});

describe('changing a user', () => {
  test('renames them, gives them another role, or both', async () => {
    const { id } = await makeUser(service.url, account.id, 'viewer');
    expect((await patch(id, { name: '  Grace ' })).body).toMatchObject({ id, name: 'Grace', role: 'viewer' });
    expect((await patch(id, { role: 'admin' })).body).toMatchObject({ name: 'Grace', role: 'admin' });
    expect((await patch(id, { name: 'Ada', role: 'owner' })).body).toMatchObject({ name: 'Ada', role: 'owner' });
    expect((await patch(id, {})).body).toMatchObject({ name: 'Ada', role: 'owner' });
  });

  test.each<[object, string[]]>([
    [{ name: '' }, ['name']],
    [{ name: null }, ['name']],
    [{ name: 'x'.repeat(101) }, ['name']],
    [{ role: 'god' }, ['role']],
    [{ role: null }, ['role']],
    [{ email: 'eve@acme.example' }, ['email']],
  ])('%j is 422', async (json, fields) => {
    const { status, body } = await patch(owner.id, json);
    expect([status, items(body['errors']).map((error) => error['field'])]).toEqual([422, fields]);
  });

  test('who was removed is 404', async () => {
    const { id } = await makeUser(service.url, account.id, 'viewer');
    await remove(id);
    expect((await patch(id, { name: 'Grace' })).status).toBe(404);
  });
});

describe('the last owner', () => {
  const refused = async (answer: Promise<{ status: number; body: { readonly [member: string]: unknown } }>) => {
    const { status, body } = await answer;
    return `${status} ${String(body['classifier'])}`;
  };

  test('stays one, whoever asks', async () => {
    await makeUser(service.url, account.id, 'admin');
    expect(await refused(patch(owner.id, { role: 'admin' }))).toBe('409 last_owner');
    expect(await refused(remove(owner.id))).toBe('409 last_owner');
    expect(await refused(account.operator.delete(`/users/${owner.id}`))).toBe('409 last_owner');
    expect((await patch(owner.id, { role: 'owner', name: 'Ada' })).status).toBe(200);
  });

  test('is left when two demote, or remove, each other at once', async () => {
    for (const act of [
      (victim: TestUser, actor: TestUser) => patch(victim.id, { role: 'viewer' }, actor),
      (victim: TestUser, actor: TestUser) => remove(victim.id, actor),
    ]) {
      const one = await makeUser(service.url, account.id);
      const two = await makeUser(service.url, account.id);
      for (const { id } of await ownersBut([one.id, two.id])) await account.operator.delete(`/users/${id}`);
      const answers = await Promise.all([act(one, two), act(two, one), act(one, one), act(two, two)]);
      const refusals = answers.filter(({ status }) => status !== 200);
      expect(refusals.length).toBeGreaterThan(0);
      expect(await owners()).toHaveLength(1);
    }
  });

  const owners = async () =>
    items((await account.operator.get('/users')).body['data']).filter(({ role }) => String(role) === 'owner');
  const ownersBut = async (ids: readonly string[]) => (await owners()).filter(({ id }) => !ids.includes(String(id)));
});

describe('removing a user', () => {
  test('ends their session in the middle of their work, and frees their address', async () => {
    const user = await makeUser(service.url, account.id, 'admin');
    const { body: made } = await user.browser.send('POST', '/api-keys', { label: 'Theirs' });
    const removed = await remove(user.id);
    expect([removed.status, removed.body]).toEqual([200, expect.objectContaining({ id: user.id, email: user.email })]);
    expect(removed.body['removed_at']).not.toBeNull();
    const left = 'SELECT FROM key_management.sessions WHERE user_id = $1';
    expect(await ownerQuery(service, left, [user.id])).toEqual([]);
    expect((await user.browser.send('POST', '/api-keys', { label: 'x' })).body['classifier']).toBe('session_expired');
    const { email, password } = user;
    expect((await openBrowser(service.url).send('POST', '/session', { email, password })).status).toBe(401);
    // What they made stays, and still says by whom.
    const key = await owner.browser.send('GET', `/api-keys/${made['id']}`);
    expect(key.body).toMatchObject({ status: 'active', created_by: { type: 'user', id: user.id } });
    const invited = await owner.browser.send('POST', '/invitations', { email, role: 'viewer' });
    const json = { token: tokenOf(invited), name: 'Back', password };
    const back = await openBrowser(service.url).send('POST', '/invitations/accept', json);
    expect([back.status, String(back.body['user']?.['id']) === user.id]).toEqual([200, false]);
  });

  test('again answers the same', async () => {
    const { id } = await makeUser(service.url, account.id, 'viewer');
    const [first, again] = [await remove(id), await remove(id)];
    expect([again.status, again.body]).toEqual([200, first.body]);
  });
});

describe('a merchant’s payment_forward_url', () => {
  const url = 'https://api.psp.example/v1/payments';
  test.each([
    ['owner', 201, 200],
    ['admin', 403, 403],
  ])('may be set and unset by an %s: %s, %s', async (role, adding, changing) => {
    const { browser } = await makeUser(service.url, account.id, role);
    const [merchant] = account.merchantIds;
    const added = await browser.send('POST', '/merchants', { legal_name: 'Shop', payment_forward_url: url });
    expect(added.status).toBe(adding);
    for (const value of [url, null])
      expect((await browser.send('PATCH', `/merchants/${merchant}`, { payment_forward_url: value })).status).toBe(
        changing,
      );
    if (adding === 403) expect(added.body['classifier']).toBe('role_forbids');
  });

  test('does not keep an admin from everything else of a merchant', async () => {
    const { browser } = await makeUser(service.url, account.id, 'admin');
    const added = await browser.send('POST', '/merchants', { legal_name: 'Shop', payment_forward_url: null });
    expect(added.status).toBe(201);
    const path = `/merchants/${added.body['id']}`;
    expect((await browser.send('PATCH', path, { legal_name: 'Shoes', company_city: 'Lyon' })).status).toBe(200);
    expect((await browser.send('DELETE', path)).status).toBe(200);
  });
});

test('an operator may do with an account’s users what its owner may', async () => {
  const { operator } = account;
  const invited = await operator.post('/invitations', { email: newEmail(), role: 'admin' });
  expect(items((await operator.get('/invitations')).body['data'])).toHaveLength(1);
  expect((await operator.delete(`/invitations/${invited.body['id']}`)).status).toBe(200);
  const { id } = await makeUser(service.url, account.id, 'viewer');
  expect((await operator.patch(`/users/${id}`, { role: 'admin' })).body['role']).toBe('admin');
  expect((await operator.delete(`/users/${id}`)).status).toBe(200);
});
