import { StoreUnavailable } from '@latchkey/event-store';
import { createPasswordHasher, type PasswordHasher } from '../passwords/password-hasher';
import { type Browser, makeUser, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';

let service: TestService;
/** Looks at a password, lets something happen to its user, and only then says whether it was right. */
let slow: { readonly url: string };
let account: TestAccount;
let user: TestUser;
let meanwhile = async (): Promise<unknown> => undefined;

const quick = createPasswordHasher({ cost: { memoryKib: 8, passes: 1, parallelism: 1 } });
const passwords: PasswordHasher = {
  ...quick,
  verify: async (...args) => {
    const isRight = await quick.verify(...args);
    await meanwhile();
    return isRight;
  },
};

beforeAll(async () => {
  service = await startTestService();
  slow = await service.replica({ passwords });
  account = await openTestAccount(service.url, 'ecosystem');
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id, 'viewer');
});
afterAll(() => service.dispose());

const changes: Record<string, () => Promise<{ readonly status: number }>> = {
  'the password is changed': () =>
    user.browser.send('PUT', '/session/password', { current_password: user.password, new_password: newPassword() }),
  'the password is reset': async () => {
    const path = `/accounts/${account.id}/users/${user.id}/password-resets`;
    const token = tokenOf(await operatorOf(service.url).post(path, {}));
    return openBrowser(service.url).send('POST', '/password-resets/accept', { token, password: newPassword() });
  },
  'the user is removed': () => account.operator.delete(`/users/${user.id}`),
};

const isSignedIn = async (browser: Browser) => (await browser.send('GET', '/session')).status === 200;

describe.each(Object.entries(changes))('while %s', (_, change) => {
  beforeEach(() => {
    meanwhile = async () => expect((await change()).status).toBe(200);
  });

  test('nobody signs in with the password of before', async () => {
    const browser = openBrowser(slow.url);
    const { status } = await browser.send('POST', '/session', { email: user.email, password: user.password });
    expect([status, await isSignedIn(browser)]).toEqual([401, false]);
  });

  test('no session is made fresh by the password of before', async () => {
    const browser = openBrowser(slow.url);
    meanwhile = async () => undefined;
    await browser.send('POST', '/session', { email: user.email, password: user.password });
    meanwhile = async () => expect((await change()).status).toBe(200);
    const { status } = await browser.send('POST', '/session/confirm', { password: user.password });
    expect([[401, 403].includes(status), await isSignedIn(browser)]).toEqual([true, false]);
  });
});

test('while the event log is away the right password is 503 and not counted, and lets its owner in when it is back', async () => {
  let isAway = false;
  const { url } = await service.replica({
    wrapStore: (store) => ({
      ...store,
      read: (...args) => {
        if (isAway) throw new StoreUnavailable('away');
        return store.read(...args);
      },
    }),
  });
  const signIn = () => openBrowser(url).send('POST', '/session', { email: user.email, password: user.password });
  isAway = true;
  for (let time = 0; time < 10; time += 1) {
    const { status, body, headers } = await signIn();
    expect([status, body['classifier'], headers.getSetCookie()]).toEqual([503, 'store_unavailable', []]);
  }
  isAway = false;
  expect((await signIn()).status).toBe(200);
});
