import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

test(
  'an owner adds a merchant, changes where its payments go, issues its encryption key once, and removes it',
  scene(async ({ signedIn }) => {
    const { page } = await signedIn('owner');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/settings/merchants');
    await page.getByRole('button', { name: 'Add merchant' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a merchant' });
    await adding.getByLabel('Legal name').fill('North Books');
    await adding.getByLabel('City').fill('Hamburg');
    await adding.getByLabel('Country').fill('DE');
    await adding.getByRole('button', { name: 'Add merchant' }).click();
    await page.getByText('North Books', { exact: true }).waitFor();

    const menu = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'Actions for North Books' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await menu('Change…');
    const changing = page.getByRole('dialog', { name: 'Change North Books' });
    await changing.getByLabel('Forward URL').fill('https://api.psp.example/v1/payments');
    await changing.getByRole('button', { name: 'Save' }).click();
    await changing.waitFor({ state: 'detached' });
    await page.getByText('https://api.psp.example/v1/payments').waitFor();

    await menu('Encryption key…');
    const issuing = page.getByRole('dialog', { name: 'Encryption key of North Books' });
    await issuing.getByRole('button', { name: 'Issue a new key' }).click();
    const issued = page.getByRole('dialog', { name: 'Give this key to North Books' });
    await issued.getByRole('button', { name: 'Copy encryption key' }).click();
    const key = await page.evaluate(() => navigator.clipboard.readText());
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    await issued.getByRole('button', { name: 'Close' }).click();
    await issued.waitFor({ state: 'detached' });
    await expect(page.content()).resolves.not.toContain(key);

    await menu('Remove…');
    const removing = page.getByRole('alertdialog', { name: 'Remove North Books?' });
    await removing.getByLabel('To confirm, type the legal name').fill('North Books');
    await removing.getByRole('button', { name: 'Remove merchant' }).click();
    await removing.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Actions for North Books' }).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Show removed' }).check();
    await page.getByRole('listitem').filter({ hasText: 'North Books' }).getByText('Removed', { exact: true }).waitFor();
  }),
);

test(
  'an admin is offered neither forward URLs nor encryption keys; with one merchant only, none is added',
  scene(async ({ signedIn }) => {
    const { page } = await signedIn('admin', 'primary_merchant');
    await page.goto('/settings/merchants');
    await atPage(page, 'Merchants');
    await page.getByText('The operating model “Primary merchant” has exactly one merchant').waitFor();
    await expect(page.getByRole('button', { name: 'Add merchant' }).count()).resolves.toBe(0);
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Change…' }).waitFor();
    await expect(page.getByRole('menuitem').allTextContents()).resolves.toEqual(['Change…']);
    await page.getByRole('menuitem', { name: 'Change…' }).click();
    await page.getByText('Only owners change where payment data is forwarded to.').waitFor();
  }),
);

test(
  'a viewer sees every merchant and is offered nothing to change',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('viewer');
    await account.operator.addMerchant(account.id, 'North Books');
    await page.goto('/settings/merchants');
    await page.getByText('North Books', { exact: true }).waitFor();
    await expect(page.getByRole('button', { name: /Add|Actions/ }).count()).resolves.toBe(0);
  }),
);
