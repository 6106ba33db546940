import { atPage } from './pages/at-page';
import { createKey, fillNewKey, shownSecret, submitNewKey } from './pages/create-key.page';
import { signInWith } from './pages/sign-in.page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

/** What Chromium writes to the console when nobody answers. */
const UNREACHABLE = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INTERNET_DISCONNECTED)/;
const REFUSED = /the server responded with a status of 403 /;

test(
  'a session that ends in mid-work is begun again over the page, and what was typed is sent',
  scene(async ({ signedIn }) => {
    const { account, person, page } = await signedIn('owner');
    await account.operator.addMerchant(account.id, 'North Books');
    await page.goto('/settings/api-keys/new');
    const scope = { merchants: ['North Books'], features: ['Read a token', 'List payment data'] };
    await fillNewKey(page, { label: 'Typed before', scope });
    await person.endSessions();
    await submitNewKey(page);
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog.getByLabel('E-mail').inputValue()).resolves.toBe(person.email);
    await dialog.getByLabel('Password').fill(person.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shownSecret(page);
    await page.getByRole('checkbox', { name: 'I have stored it' }).check();
    await page.getByRole('button', { name: 'Done' }).click();
    await atPage(page, 'Typed before');
    await page.getByText('North Books · read tokens, list payment data').waitFor();
  }),
);

test(
  'nobody else sees what was typed: who signs in as another user begins at the start page',
  scene(async ({ signedIn }) => {
    const { account, person, page } = await signedIn('owner');
    const other = await account.addUser('viewer');
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Typed before' });
    await person.endSessions();
    await submitNewKey(page);
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await atPage(page, 'Sign in');
    await signInWith(page, other);
    await atPage(page, 'API Keys');
    await page.goBack().catch(() => null);
    await expect(page.getByText('Typed before').count()).resolves.toBe(0);
  }),
);

test(
  'a password that was given long ago is asked for again before a key is made, and a wrong one makes none',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(REFUSED);
    const { person, page } = await signedIn('admin');
    await person.letPasswordAge();
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Backend' });
    await submitNewKey(page);
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Password').fill('not the password');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText('The password is wrong. Try again.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await atPage(page, 'Create API key');
    await expect(page.getByLabel('Label', { exact: true }).inputValue()).resolves.toBe('Backend');
    await submitNewKey(page);
    await dialog.getByLabel('Password').fill(person.password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await shownSecret(page);
  }),
);

test(
  'while key-management is gone the page says so and keeps what is typed, and goes on by itself when it is back',
  scene(async ({ signedIn, platform, tolerate }) => {
    tolerate(UNREACHABLE);
    const { page } = await signedIn('owner');
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Across a restart' });
    await platform.services.key_management.kill('SIGKILL');
    await submitNewKey(page);
    await page.getByText('Latchkey does not answer. Trying again; what you have typed stays.').waitFor();
    await expect(page.getByLabel('Label', { exact: true }).inputValue()).resolves.toBe('Across a restart');
    await platform.restart('key_management');
    await page.getByText('Latchkey does not answer.').waitFor({ state: 'detached' });
    await submitNewKey(page);
    await shownSecret(page);
    await page.getByRole('checkbox', { name: 'I have stored it' }).check();
    await page.goto('/settings/api-keys');
    await page.getByRole('link', { name: 'Across a restart' }).waitFor();
    await page.getByText('1 key', { exact: true }).waitFor();
  }),
);

test(
  'offline, the page stays as it is and says so; back online it goes on',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(UNREACHABLE);
    const { page } = await signedIn('owner');
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Made on a train' });
    await page.context().setOffline(true);
    await submitNewKey(page);
    await page.getByText('You are offline. What you have typed stays; the page goes on when you are back.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await submitNewKey(page);
    await shownSecret(page);
  }),
);

test(
  'a creation whose answer was lost makes one key, and says that its secret cannot be shown',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(UNREACHABLE, /net::ERR_FAILED/);
    const { page } = await signedIn('owner', 'platform');
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Lost answer' });
    let lost = false;
    await page.route('**/api-keys', async (route) => {
      if (lost || route.request().method() !== 'POST') return route.fallback();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await submitNewKey(page);
    await page.getByText('Trying again is safe: nothing is done twice.').waitFor();
    await submitNewKey(page);
    await atPage(page, 'The key was made, but its secret is lost');
    await page.getByRole('button', { name: 'Create another one' }).click();
    await createKey(page, { label: 'Another one' });
    await page.getByRole('checkbox', { name: 'I have stored it' }).check();
    await page.goto('/settings/api-keys');
    await page.getByText('2 keys', { exact: true }).waitFor();
  }),
);
