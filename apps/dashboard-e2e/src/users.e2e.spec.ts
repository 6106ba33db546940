import { atPage } from './pages/at-page';
import { signInWith } from './pages/sign-in.page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

test(
  'an owner invites somebody, who joins; changes their role; and removes them, who is out at once',
  scene(async ({ signedIn, visit }) => {
    const { page } = await signedIn('owner');
    await page.goto('/settings/users');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const inviting = page.getByRole('dialog', { name: 'Invite somebody' });
    await inviting.getByLabel('E-mail').fill('grace@trade.example');
    await inviting.getByRole('radio', { name: 'Admin' }).check();
    await inviting.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = page.getByRole('dialog').getByText(/\/invitation#/);
    const address = new URL((await link.textContent()) ?? '');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    const theirs = await visit(`${address.pathname}${address.hash}`);
    await theirs.getByLabel('Your name').fill('Grace Field');
    await theirs.getByLabel('Password').fill('several quiet words');
    await theirs.getByRole('button', { name: 'Accept invitation' }).click();
    await atPage(theirs, 'API Keys');
    await theirs.getByRole('link', { name: 'Create API key' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Actions for Grace Field' }).click();
    await page.getByRole('menuitem', { name: 'Change role…' }).click();
    const changing = page.getByRole('dialog', { name: 'Role of Grace Field' });
    await changing.getByRole('radio', { name: 'Viewer' }).check();
    await changing.getByRole('button', { name: 'Change role' }).click();
    await changing.waitFor({ state: 'detached' });
    await theirs.reload();
    await theirs.getByText('You are a viewer: you see every key.').waitFor();

    await page.getByRole('button', { name: 'Actions for Grace Field' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove user' }).click();
    await page.getByRole('button', { name: 'Actions for Grace Field' }).waitFor({ state: 'detached' });
    await theirs.reload();
    await atPage(theirs, 'Sign in');
  }),
);

test(
  'an invitation is withdrawn, and its link leads nowhere then',
  scene(async ({ signedIn, visit, tolerate }) => {
    tolerate(/the server responded with a status of 404 /);
    const { account, page } = await signedIn('owner');
    const link = await account.invite('viewer', 'lin@trade.example');
    await page.goto('/settings/users');
    await page.getByRole('button', { name: 'Withdraw the invitation of lin@trade.example' }).click();
    await page.getByText('No invitation is open.').waitFor();
    const theirs = await visit(link);
    await theirs.getByText('This link cannot be used').waitFor();
  }),
);

test(
  'the last owner can neither step down nor be removed',
  scene(async ({ signedIn }) => {
    const { person, page } = await signedIn('owner');
    await page.goto('/settings/users');
    await page.getByRole('button', { name: `Actions for ${person.name}` }).click();
    await page.getByRole('menuitem', { name: 'Change role…' }).click();
    await page.getByRole('radio', { name: 'Viewer' }).check();
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByRole('alert').getByText('An account needs at least one owner.').waitFor();
  }),
);

test.each(['admin', 'viewer'] as const)('an %s sees who is in the account and changes nobody', (role) =>
  scene(async ({ signedIn }) => {
    const { account, person, page } = await signedIn(role);
    const owner = await account.addUser('owner');
    await page.goto('/settings/users');
    await page.getByText(owner.email, { exact: true }).waitFor();
    await page.getByText(person.email, { exact: true }).first().waitFor();
    await expect(page.getByRole('button', { name: /Invite|Actions|Withdraw/ }).count()).resolves.toBe(0);
  })(),
);

test(
  'a user changes their password, which ends their other sessions, and signs out everywhere',
  scene(async ({ signedIn, visit, tolerate }) => {
    tolerate(/the server responded with a status of 403 /);
    const { person, page: elsewhere } = await signedIn('viewer');
    const page = await visit('/sign-in');
    await signInWith(page, person);
    await atPage(page, 'API Keys');
    await page.goto('/settings/profile');
    const change = async (current: string, next: string): Promise<void> => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password').fill(next);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await change('not the password', 'quite another password');
    await page.getByText('The current password is wrong. Try again.').waitFor();
    await change(person.password, 'quite another password');
    await page.getByText('Your password is changed. You are signed out everywhere but here.').waitFor();
    await elsewhere.reload();
    await atPage(elsewhere, 'Sign in');
    await signInWith(elsewhere, { ...person, password: 'quite another password' });
    await atPage(elsewhere, 'API Keys');

    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await atPage(page, 'Sign in');
    await elsewhere.reload();
    await atPage(elsewhere, 'Sign in');
  }),
);
