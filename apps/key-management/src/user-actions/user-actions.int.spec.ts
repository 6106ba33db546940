import { createPool, type Pool } from '@latchkey/postgres';
import { SESSION_COOKIE } from '../sessions/cookies';
import { type Browser, makeUser, newEmail, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import { everythingStored } from '../testing/everything-stored';
import { startTestService, type TestService } from '../testing/test-service';
import { type StoredUserAction, userActionsOf } from '../testing/user-actions';

let service: TestService;
let account: TestAccount;
let owner: TestUser;
let before: number;
/** All that was typed or given and lets somebody in. */
const secrets: string[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 1);
});
beforeEach(async () => {
  owner = remember(await makeUser(service.url, account.id));
  before = (await userActionsOf(service, account.id)).length;
});
afterAll(() => service.dispose());

const remember = (user: TestUser): TestUser => {
  secrets.push(user.password, ...user.browser.cookies.values());
  addresses.push(user.email);
  return user;
};
const keep = (secret: string): string => {
  secrets.push(secret);
  return secret;
};

/** What was done since the test began. */
const done = async (): Promise<StoredUserAction[]> => (await userActionsOf(service, account.id)).slice(before);
const named = async (): Promise<string[]> => (await done()).map(({ action }) => action);
const headers = { 'x-request-id': 'of-a-test' };
const by = (user: TestUser) => ({ actor_type: 'user', actor_id: user.id });
const row = (action: string, more: Partial<StoredUserAction>): StoredUserAction => ({
  action,
  account_id: account.id,
  actor_type: null,
  actor_id: null,
  user_id: null,
  invitation_id: null,
  role: null,
  request_id: 'of-a-test',
  ...more,
});
const send = async (browser: Browser, method: string, path: string, json?: object) => {
  const answer = await browser.send(method, path, json, headers);
  secrets.push(...browser.cookies.values());
  return answer;
};

test('signing in and out, and failing to', async () => {
  const browser = openBrowser(service.url);
  const { email, password, id: user_id } = owner;
  await send(browser, 'POST', '/session', { email, password: keep(newPassword()) });
  await send(browser, 'POST', '/session', { email, password });
  await send(browser, 'DELETE', '/session');
  await send(browser, 'POST', '/session', { email, password });
  await send(browser, 'DELETE', '/sessions');
  expect(await done()).toEqual([
    row('sign_in_failed', { user_id }),
    row('signed_in', { ...by(owner), user_id }),
    row('signed_out', { ...by(owner), user_id }),
    row('signed_in', { ...by(owner), user_id }),
    row('signed_out_everywhere', { ...by(owner), user_id }),
  ]);
});

test('an attempt for an address that nobody has names nobody, and nothing that was typed', async () => {
  const email = keep(newEmail());
  await send(openBrowser(service.url), 'POST', '/session', { email, password: keep(newPassword()) });
  const [attempt] = (await userActionsOf(service, null)).slice(-1);
  expect(attempt).toEqual(row('sign_in_failed', { account_id: null }));
});

test('a session that a sign-in takes the place of was signed out of', async () => {
  await send(owner.browser, 'POST', '/session', { email: owner.email, password: owner.password });
  expect(await named()).toEqual(['signed_out', 'signed_in']);
});

test('giving the password again, changing it, and giving a wrong one', async () => {
  const { browser, password, id: user_id } = owner;
  const next = keep(newPassword());
  await send(browser, 'POST', '/session/confirm', { password: keep(newPassword()) });
  await send(browser, 'POST', '/session/confirm', { password });
  await send(browser, 'PUT', '/session/password', { current_password: next, new_password: next });
  await send(browser, 'PUT', '/session/password', { current_password: password, new_password: next });
  expect(await done()).toEqual(
    ['confirmation_failed', 'confirmed', 'confirmation_failed', 'password_changed'].map((action) =>
      row(action, { ...by(owner), user_id }),
    ),
  );
});

test('inviting, withdrawing and accepting', async () => {
  const [kept, dropped] = [newEmail(), newEmail()];
  addresses.push(kept, dropped);
  const replaced = await send(owner.browser, 'POST', '/invitations', { email: kept, role: 'viewer' });
  const invited = await send(owner.browser, 'POST', '/invitations', { email: kept, role: 'admin' });
  const withdrawn = await send(owner.browser, 'POST', '/invitations', { email: dropped, role: 'viewer' });
  await send(owner.browser, 'DELETE', `/invitations/${withdrawn.body['id']}`);
  for (const answer of [replaced, invited, withdrawn]) keep(tokenOf(answer));
  const json = { token: tokenOf(invited), name: 'Grace Hopper', password: keep(newPassword()) };
  const { body } = await send(openBrowser(service.url), 'POST', '/invitations/accept', json);
  const user_id = String(body['user']?.['id']);
  const of = ({ body: { id } }: typeof invited) => ({ invitation_id: String(id) });
  const user = { actor_type: 'user', actor_id: user_id, user_id };
  expect(await done()).toEqual([
    row('invited', { ...by(owner), ...of(replaced), role: 'viewer' }),
    row('invitation_withdrawn', { ...by(owner), ...of(replaced) }),
    row('invited', { ...by(owner), ...of(invited), role: 'admin' }),
    row('invited', { ...by(owner), ...of(withdrawn), role: 'viewer' }),
    row('invitation_withdrawn', { ...by(owner), ...of(withdrawn) }),
    row('invitation_accepted', { ...user, ...of(invited), role: 'admin' }),
    row('signed_in', user),
  ]);
});

test('renaming, changing a role, removing', async () => {
  const user = remember(await makeUser(service.url, account.id));
  const invited = await user.browser.send('POST', '/invitations', { email: newEmail(), role: 'viewer' });
  before = (await userActionsOf(service, account.id)).length;
  const path = `/users/${user.id}`;
  await send(owner.browser, 'PATCH', path, { name: 'Grace Hopper' });
  await send(owner.browser, 'PATCH', path, { name: 'Grace Hopper', role: 'owner' });
  await send(owner.browser, 'PATCH', path, { role: 'admin' });
  await send(owner.browser, 'DELETE', path);
  await send(owner.browser, 'DELETE', path);
  const by_ = by(owner);
  expect(await done()).toEqual([
    row('renamed', { ...by_, user_id: user.id }),
    row('invitation_withdrawn', { ...by_, invitation_id: String(invited.body['id']) }),
    row('role_changed', { ...by_, user_id: user.id, role: 'admin' }),
    row('removed', { ...by_, user_id: user.id }),
  ]);
});

test('what the operator does, by their name', async () => {
  const operator = operatorOf(service.url);
  const email = newEmail();
  addresses.push(email);
  const invited = await operator.post(`/accounts/${account.id}/invitations`, { email }, headers);
  const issued = await operator.post(`/accounts/${account.id}/users/${owner.id}/password-resets`, {}, headers);
  for (const answer of [invited, issued]) keep(tokenOf(answer));
  const json = { token: tokenOf(issued), password: keep(newPassword()) };
  await send(openBrowser(service.url), 'POST', '/password-resets/accept', json);
  const ada = { actor_type: 'operator', actor_id: 'ada' };
  const user_id = owner.id;
  expect(await done()).toEqual([
    row('invited', { ...ada, invitation_id: String(invited.body['id']), role: 'owner' }),
    row('password_reset_issued', { ...ada, user_id }),
    row('password_reset', { ...by(owner), user_id }),
    row('signed_in', { ...by(owner), user_id }),
  ]);
});

test('what was refused is not among what was done', async () => {
  const taken = remember(await makeUser(service.url, (await openTestAccount(service.url, 'platform')).id));
  const viewer = remember(await makeUser(service.url, account.id, 'viewer'));
  const invited = await owner.browser.send('POST', '/invitations', { email: taken.email, role: 'viewer' });
  before = (await userActionsOf(service, account.id)).length;
  await send(viewer.browser, 'DELETE', `/users/${owner.id}`);
  await send(owner.browser, 'POST', '/invitations', { email: owner.email, role: 'viewer' });
  const json = { token: keep(tokenOf(invited)), name: 'Grace Hopper', password: keep(newPassword()) };
  expect((await send(openBrowser(service.url), 'POST', '/invitations/accept', json)).status).toBe(409);
  expect(await done()).toEqual([]);
});

describe('what was done stays', () => {
  let pools: Record<'owner' | 'service', Pool>;
  beforeAll(() => {
    const connect = (connectionString: string) => createPool({ connectionString, applicationName: 'test', max: 1 });
    const { ownerUrl, url } = service.database;
    pools = { owner: connect(ownerUrl), service: connect(url('key_management')) };
  });
  afterAll(() => Promise.all([pools.owner.end(), pools.service.end()]));

  test.each([
    `UPDATE key_management.user_actions SET action = 'confirmed'`,
    `DELETE FROM key_management.user_actions`,
    `TRUNCATE key_management.user_actions`,
  ])('also before the service and the owner of the tables: %s', async (statement) => {
    await expect(pools.service.query(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(pools.owner.query(statement)).rejects.toMatchObject({ code: '55000' });
    await pools.owner.query(`SET session_replication_role = replica`).catch(() => undefined);
    await expect(pools.owner.query(statement)).rejects.toMatchObject({ code: '55000' });
  });

  test('and the service cannot give a row a number of its own', async () => {
    const statement = `INSERT INTO key_management.user_actions (ordinal, time, action, request_id) VALUES (1, now(), 'removed', 'x')`;
    await expect(pools.service.query(statement)).rejects.toMatchObject({ code: '428C9' });
  });

  // Last: it looks for everything that the tests above have typed and were given.
  test('nothing that lets somebody in is in any table or log line, and no address or name among what was done', async () => {
    expect(secrets.length).toBeGreaterThan(30);
    expect(secrets.every((secret) => secret.length > 16)).toBe(true);
    const stored = await everythingStored(pools.owner);
    const logs = service.logs();
    // Booleans, so that a failure does not print what it found.
    expect(secrets.some((secret) => stored.includes(Buffer.from(secret)))).toBe(false);
    expect(secrets.some((secret) => logs.includes(secret))).toBe(false);
    expect(addresses.some((address) => logs.includes(address))).toBe(false);
    expect(logs.includes(SESSION_COOKIE)).toBe(false);
    expect(logs.includes('internal_error')).toBe(false);
    const actions = JSON.stringify((await pools.owner.query('SELECT * FROM key_management.user_actions')).rows);
    expect(addresses.length).toBeGreaterThan(5);
    expect([...addresses, 'Ada', 'Grace'].some((text) => actions.includes(text))).toBe(false);
  });
});
