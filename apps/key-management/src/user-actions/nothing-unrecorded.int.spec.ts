import { makeUser, newEmail, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { startTestService, type TestService } from '../testing/test-service';

let service: TestService;
let account: TestAccount;
let owner: TestUser;
let viewer: TestUser;
let tokens: { readonly invitation: string; readonly reset: string; readonly invitationId: string };

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem');
  owner = await makeUser(service.url, account.id);
  viewer = await makeUser(service.url, account.id, 'viewer');
  const operator = operatorOf(service.url);
  const invited = await operator.post(`/accounts/${account.id}/invitations`, { email: newEmail() });
  const reset = await operator.post(`/accounts/${account.id}/users/${viewer.id}/password-resets`, {});
  tokens = { invitation: tokenOf(invited), reset: tokenOf(reset), invitationId: String(invited.body['id']) };
  // From now on nothing can be recorded.
  await ownerQuery(service, 'ALTER TABLE key_management.user_actions ADD CONSTRAINT no_more CHECK (false) NOT VALID');
});
afterAll(() => service.dispose());

const everything = async (): Promise<unknown> => {
  const tables = ['users', 'sessions', 'known_devices', 'one_time_links'];
  return Promise.all(tables.map((table) => ownerQuery(service, `SELECT * FROM key_management.${table} ORDER BY 1`)));
};

const attempts: Record<string, () => Promise<{ readonly status: number; readonly headers: Headers }>> = {
  'signing in': () => {
    const { email, password } = owner;
    return openBrowser(service.url).send('POST', '/session', { email, password });
  },
  'signing out': () => owner.browser.send('DELETE', '/session'),
  'signing out everywhere': () => owner.browser.send('DELETE', '/sessions'),
  'giving the password again': () => owner.browser.send('POST', '/session/confirm', { password: owner.password }),
  'changing the password': () =>
    owner.browser.send('PUT', '/session/password', {
      current_password: owner.password,
      new_password: newPassword(),
    }),
  inviting: () => owner.browser.send('POST', '/invitations', { email: newEmail(), role: 'viewer' }),
  withdrawing: () => owner.browser.send('DELETE', `/invitations/${tokens.invitationId}`),
  'accepting an invitation': () =>
    openBrowser(service.url).send('POST', '/invitations/accept', {
      token: tokens.invitation,
      name: 'Grace',
      password: newPassword(),
    }),
  'issuing a password reset': () =>
    operatorOf(service.url).post(`/accounts/${account.id}/users/${owner.id}/password-resets`, {}),
  'resetting a password': () =>
    openBrowser(service.url).send('POST', '/password-resets/accept', { token: tokens.reset, password: newPassword() }),
  'changing a role': () => owner.browser.send('PATCH', `/users/${viewer.id}`, { role: 'admin' }),
  renaming: () => owner.browser.send('PATCH', `/users/${viewer.id}`, { name: 'Grace' }),
  removing: () => owner.browser.send('DELETE', `/users/${viewer.id}`),
};

test.each(Object.entries(attempts))('what cannot be recorded is not done: %s', async (_, attempt) => {
  const before = await everything();
  const { status, headers } = await attempt();
  expect([status, headers.getSetCookie()]).toEqual([500, []]);
  expect(await everything()).toEqual(before);
});
