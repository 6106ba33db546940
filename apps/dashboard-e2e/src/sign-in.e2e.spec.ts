import { atPage } from './pages/at-page';
import { signInWith } from './pages/sign-in.page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

test(
  'an invitation makes a user, who signs out and in again and comes to the page that was asked for',
  scene(async ({ openAccount, visit }) => {
    const account = await openAccount('ecosystem', 'Northern Trade');
    const page = await visit(await account.invite('admin', 'Ada@people.example'));
    await atPage(page, 'Join Northern Trade');
    expect(new URL(page.url()).hash).toBe('');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('Password').fill('several quiet words');
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await atPage(page, 'API Keys');

    await page.getByRole('button', { name: 'User menu of Ada' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await atPage(page, 'Sign in');
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name)).not.toContain('__Host-latchkey-session');

    await page.goto('/settings/users?x=1');
    await atPage(page, 'Sign in');
    await signInWith(page, { email: 'ada@people.example', password: 'several quiet words' });
    await page.waitForURL('/settings/users?x=1');
    await atPage(page, 'Users');
  }),
);

test(
  'a wrong password is said in the same words as an unknown e-mail, and too many attempts are slowed down',
  scene(async ({ openAccount, visit, tolerate }) => {
    tolerate(/the server responded with a status of 429 /);
    const person = await (await openAccount()).addUser('viewer');
    const page = await visit('/sign-in');
    const alert = page.getByRole('alert');
    await signInWith(page, { email: 'nobody@people.example', password: person.password });
    await alert.waitFor();
    const words = await alert.textContent();
    expect(words).toBe('E-mail or password is wrong. Check both and try again.');
    for (;;) {
      const answered = page.waitForResponse('/session');
      await signInWith(page, { email: person.email, password: 'not the password' });
      if ((await answered).status() === 429) break;
      await expect(alert.textContent()).resolves.toBe(words);
    }
    await page.getByText('Too many attempts. You can try again in').waitFor();
  }),
);

test(
  'an invitation that was used is said to be of no use any more',
  scene(async ({ openAccount, visit, tolerate }) => {
    tolerate(/the server responded with a status of 404 /);
    const account = await openAccount();
    const link = await account.invite('viewer');
    const first = await visit(link);
    await first.getByLabel('Your name').fill('Grace');
    await first.getByLabel('Password').fill('several quiet words');
    await first.getByRole('button', { name: 'Accept invitation' }).click();
    await atPage(first, 'API Keys');
    const second = await visit(link);
    await second.getByText('This link cannot be used').waitFor();
  }),
);

test(
  'a password reset lets its user in with another password, and ends the other sessions',
  scene(async ({ signedIn, visit }) => {
    const { account, person, page: elsewhere } = await signedIn('owner');
    const page = await visit(await account.resetPassword(person));
    await atPage(page, 'Choose a new password');
    await page.getByLabel('Password').fill('quite another password');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await atPage(page, 'API Keys');
    await elsewhere.reload();
    await atPage(elsewhere, 'Sign in');
  }),
);

test(
  'signing out in one tab is noticed in another, which then shows nothing more without a password',
  scene(async ({ signedIn }) => {
    const { person, page } = await signedIn('admin');
    const other = await page.context().newPage();
    await other.goto('/settings/merchants');
    await atPage(other, 'Merchants');
    await page.getByRole('button', { name: `User menu of ${person.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await other.getByLabel('Password').fill(person.password);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByRole('dialog').waitFor({ state: 'detached' });
  }),
);
