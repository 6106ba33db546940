import { type Locator, type Page } from 'playwright-core';
import { atPage } from './at-page';

export type NewKey = {
  readonly label: string;
  /** Names of merchants and features; else a key for the whole account. */
  readonly scope?: { readonly merchants: readonly string[]; readonly features: readonly string[] };
};

/** Fills the form of the page that creates a key. */
export const fillNewKey = async (page: Page, { label, scope }: NewKey): Promise<void> => {
  await atPage(page, 'Create API key');
  await page.getByLabel('Label', { exact: true }).fill(label);
  await page.getByRole('radio', { name: scope ? 'Only some merchants and features' : 'Whole account' }).check();
  for (const name of [...(scope?.merchants ?? []), ...(scope?.features ?? [])])
    await page.getByRole('checkbox', { name }).check();
};

export const submitNewKey = (page: Page): Promise<void> => page.getByRole('button', { name: 'Create API key' }).click();

/** Creates a key, from anywhere; the page then shows its secret, which is answered. */
export const createKey = async (page: Page, key: NewKey): Promise<string> => {
  await page.goto('/settings/api-keys/new');
  await fillNewKey(page, key);
  await submitNewKey(page);
  return shownSecret(page);
};

export const shownSecret = async (page: Page): Promise<string> => {
  await atPage(page, 'Copy your new key');
  const secret = await secretText(page).first().textContent();
  expect(secret).toMatch(/^lk_test_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}$/);
  return secret ?? '';
};

/** Says that the secret is stored, and goes on to the key's page. */
export const leaveSecret = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('checkbox', { name: 'I have stored it' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await atPage(page, label);
};

const secretText = (page: Page): Locator => page.getByText(/^lk_test_\w+$/);
