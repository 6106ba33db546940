import { call } from '@latchkey/testing/platform';
import { type Cookie, type Page } from 'playwright-core';
import { atPage } from './pages/at-page';
import { createKey } from './pages/create-key.page';
import { signInWith } from './pages/sign-in.page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const NAME = '__Host-latchkey-session';

const cookieOf = async (page: Page): Promise<Cookie | undefined> =>
  (await page.context().cookies()).find(({ name }) => name === NAME);

test(
  'the session is a cookie that no script reads, no other site makes a browser send, and that is gone with the browser',
  scene(async ({ openAccount, visit }) => {
    const person = await (await openAccount()).addUser('owner');
    const page = await visit('/sign-in');
    await signInWith(page, person);
    await atPage(page, 'API Keys');
    expect(await cookieOf(page)).toMatchObject({
      ...{ httpOnly: true, secure: true, sameSite: 'Strict', path: '/', domain: '127.0.0.1', expires: -1 },
    });
    await expect(page.evaluate(() => document.cookie)).resolves.toBe('');
  }),
);

test(
  'a session id that was planted before is worth nothing after signing in, nor one from before a password was given again',
  scene(async ({ openAccount, visit, origin, tolerate }) => {
    tolerate(/the server responded with a status of 403 /);
    const account = await openAccount();
    const [attacker, person] = [await account.addUser('viewer'), await account.addUser('owner')];
    const planted = attacker.cookie(origin);
    const page = await visit('/sign-in', attacker);
    await signInWith(page, person);
    await page.getByRole('button', { name: `User menu of ${person.name}` }).waitFor();
    const first = await cookieOf(page);
    expect(first?.value).not.toBe(planted.value);
    const whoIs = async (value = ''): Promise<string | number> => {
      const { status, body } = await call(origin, '/session', { headers: { cookie: `${NAME}=${value}` } });
      return status === 200 ? (body as { user: { email: string } }).user.email : status;
    };
    await expect(whoIs(planted.value)).resolves.not.toBe(person.email);

    await person.letPasswordAge();
    await page.goto('/settings/api-keys/new');
    await page.getByLabel('Label', { exact: true }).fill('Backend');
    await page.getByRole('radio', { name: 'Whole account' }).check();
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('dialog').getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await atPage(page, 'Copy your new key');
    await expect(whoIs((await cookieOf(page))?.value)).resolves.toBe(person.email);
    await expect(whoIs(first?.value)).resolves.toBe(401);
  }),
);

test(
  'a user whose role is taken down, or who is removed, can do no more from that moment on',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 403 /);
    const { account, person, page } = await signedIn('admin');
    const change = (method: string, json?: object) =>
      account.operator.request(`/users/${person.id}`, { method, account: account.id, ...(json ? { json } : {}) });
    await page.goto('/settings/api-keys/new');
    // Else the page would know of it before it shows a form.
    await page.getByLabel('Label', { exact: true }).waitFor();
    expect((await change('PATCH', { role: 'viewer' })).status).toBe(200);
    await page.getByLabel('Label', { exact: true }).fill('Backend');
    await page.getByRole('radio', { name: 'Whole account' }).check();
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('alert').getByText('Your role does not allow this.').waitFor();
    expect((await change('DELETE')).status).toBe(200);
    await page.reload();
    await atPage(page, 'Sign in');
    await signInWith(page, person);
    await page.getByText('E-mail or password is wrong.').waitFor();
  }),
);

test(
  'a page that is looked at again, and not touched, says that it reads by itself, so that its session ends all the same',
  scene(async ({ signedIn }) => {
    const { page, person } = await signedIn('viewer');
    await page.clock.install();
    await page.goto('/settings/users');
    await page.getByText(person.email).waitFor();
    const background = async (doing: () => Promise<unknown>): Promise<string | undefined> => {
      const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/users');
      await doing();
      const request = await asked;
      // While it is under way nothing is asked for again.
      await (await request.response())?.finished();
      return (await request.allHeaders())['x-latchkey-background'];
    };
    const lookAtAgain = () =>
      page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await page.clock.fastForward('02:00');
    await expect(background(lookAtAgain)).resolves.toBe('true');
    await page.clock.fastForward('02:00');
    await page.keyboard.press('Tab');
    await expect(background(lookAtAgain)).resolves.toBeUndefined();
  }),
);

test(
  'a secret that is shown stays shown while another tab signs out, and no more can be made there',
  scene(async ({ signedIn }) => {
    const { person, page } = await signedIn('owner', 'platform');
    const secret = await createKey(page, { label: 'Backend' });
    await person.endSessions();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect(page.getByText(secret, { exact: true }).isVisible()).resolves.toBe(true);
  }),
);
