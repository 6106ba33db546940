import { type Locator, type Page } from 'playwright-core';
import { shownSecret } from './pages/create-key.page';
import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const MOST_STEPS = 60;

/** Presses Tab (or another key) until the control has the focus, as somebody does who sees where it is. */
const stepTo = async (page: Page, control: Locator, key = 'Tab'): Promise<void> => {
  await control.waitFor();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      await expect(control.evaluate((element) => element.matches(':focus-visible'))).resolves.toBe(true);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${String(control)} cannot be reached by pressing ${key}`);
};

const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);

test(
  'by keyboard alone: sign in, create a scoped key, rename it, delete it, sign out',
  scene(async ({ openAccount, visit }) => {
    const account = await openAccount('ecosystem');
    await account.operator.addMerchant(account.id, 'North Books');
    const person = await account.addUser('admin');
    const page = await visit('/sign-in');
    const { keyboard } = page;
    await atPage(page, 'Sign in');
    await stepTo(page, page.getByLabel('E-mail'));
    await keyboard.type(person.email);
    await stepTo(page, page.getByLabel('Password'));
    await keyboard.type(person.password);
    await keyboard.press('Enter');
    await atPage(page, 'API Keys');

    await stepTo(page, page.getByRole('link', { name: 'Create API key' }));
    await keyboard.press('Enter');
    await atPage(page, 'Create API key');
    await stepTo(page, page.getByLabel('Label', { exact: true }));
    await keyboard.type('By keyboard');
    await stepTo(page, page.getByRole('radio', { name: 'Whole account' }));
    await keyboard.press('ArrowDown');
    await stepTo(page, page.getByRole('checkbox', { name: 'North Books' }));
    await keyboard.press('Space');
    await stepTo(page, page.getByRole('checkbox', { name: 'Read a token' }));
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await shownSecret(page);
    await stepTo(page, page.getByRole('checkbox', { name: 'I have stored it' }));
    await keyboard.press('Space');
    await stepTo(page, page.getByRole('button', { name: 'Done' }));
    await keyboard.press('Enter');
    await atPage(page, 'By keyboard');
    await expect(hasFocus(page, 'h1')).resolves.toBe(true);

    await stepTo(page, page.getByRole('link', { name: 'API Keys' }).first(), 'Shift+Tab');
    await keyboard.press('Enter');
    await stepTo(page, page.getByRole('button', { name: 'Actions for By keyboard' }));
    await keyboard.press('Enter');
    await stepTo(page, page.getByRole('menuitem', { name: 'Rename' }), 'ArrowDown');
    await keyboard.press('Enter');
    await page.getByLabel('New label of By keyboard').waitFor();
    await keyboard.type('Renamed');
    await keyboard.press('Enter');
    await stepTo(page, page.getByRole('button', { name: 'Actions for Renamed' }));
    await keyboard.press('Enter');
    await stepTo(page, page.getByRole('menuitem', { name: 'Delete…' }), 'ArrowDown');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: 'Delete “Renamed”?' }).waitFor();
    await keyboard.type('Renamed');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: '“Renamed” is deleted' }).waitFor();
    await keyboard.press('Escape');
    await page.getByText('No active API keys').waitFor();
    await expect(hasFocus(page, 'body')).resolves.toBe(false);

    await stepTo(page, page.getByRole('button', { name: 'User menu of The admin' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await stepTo(page, page.getByRole('menuitem', { name: 'Sign out' }), 'ArrowDown');
    await keyboard.press('Enter');
    await atPage(page, 'Sign in');
  }),
);

test(
  'a dialog keeps the focus, is left by Escape, and gives the focus back',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('owner', 'platform');
    await account.operator.makeKey(account.id, undefined, 'Backend');
    await page.goto('/settings/api-keys');
    const actions = page.getByRole('button', { name: 'Actions for Backend' });
    await stepTo(page, actions);
    await page.keyboard.press('Enter');
    await stepTo(page, page.getByRole('menuitem', { name: 'Delete…' }), 'ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    for (let steps = 0; steps < 8; steps += 1) {
      await page.keyboard.press('Tab');
      // On its way round the focus passes the browser's own controls, where the page has none.
      const outside = await page.evaluate(
        () => document.activeElement?.closest('dialog') === null && document.activeElement !== document.body,
      );
      expect(outside).toBe(false);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect(actions.evaluate((element) => element === document.activeElement)).resolves.toBe(true);
  }),
);
