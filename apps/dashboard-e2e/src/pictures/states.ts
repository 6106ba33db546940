import { type BrowserContextOptions, type Page } from 'playwright-core';
import { settled } from '../checks/settled';
import { atPage } from '../pages/at-page';
import { fillNewKey, shownSecret, submitNewKey } from '../pages/create-key.page';
import { type Scene } from '../stage/scene';
import { type NorthernTrade } from './northern-trade';

type Look = (name: string, page: Page) => Promise<void>;

/** Opens every page and dialog there is, one after the other, and lets each be looked at. */
export const openStates = async (
  { visit }: Pick<Scene, 'visit'>,
  { account, owner, viewer, reducedKeyId }: NorthernTrade,
  options: BrowserContextOptions,
  onState: Look,
): Promise<void> => {
  const look: Look = async (name, page) => {
    await settled(page);
    await onState(name, page);
  };
  const stranger = await visit('/sign-in', null, options);
  await atPage(stranger, 'Sign in');
  await look('sign-in', stranger);
  await stranger.goto(await account.invite('admin'));
  await atPage(stranger, 'Join Northern Trade');
  await look('invitation', stranger);
  await stranger.goto('/password-reset');
  await stranger.getByText('This link cannot be used').waitFor();
  await look('link-of-no-use', stranger);
  await stranger.goto(await account.resetPassword(viewer));
  await atPage(stranger, 'Choose a new password');
  await look('password-reset', stranger);

  const page = await visit('/settings/api-keys?status=all', owner, options);
  await page.getByText('5 keys', { exact: true }).waitFor();
  await look('api-keys', page);
  await page.getByRole('button', { name: 'Actions for Order backend' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).waitFor();
  await look('api-keys-menu', page);
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('New label of Order backend').waitFor();
  await look('api-keys-rename', page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Actions for Order backend' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog', { name: 'Delete “Order backend”?' }).waitFor();
  await look('delete-key', page);
  await page.goto('/settings/api-keys?q=nothing+like+it');
  await page.getByText('No key matches').waitFor();
  await look('api-keys-none', page);

  await page.goto(`/settings/api-keys/${reducedKeyId}`);
  await atPage(page, 'Checkout US');
  await page.getByText('Now only:').waitFor();
  await look('api-key', page);
  await page.goto('/settings/api-keys/new');
  const scope = { merchants: ['North Books', 'Harbour Coffee'], features: ['List tokens', 'Forward payment data'] };
  await fillNewKey(page, { label: 'Checkout EU 2', scope });
  await look('create-key', page);
  await submitNewKey(page);
  await shownSecret(page);
  await look('new-key', page);
  const navigation = page.getByRole('button', { name: 'Menu', exact: true });
  if (await navigation.isVisible()) await navigation.click();
  await look('navigation', page);
  await page.getByRole('link', { name: 'API Keys', exact: true }).click();
  await page.getByRole('alertdialog', { name: 'Leave without the key?' }).waitFor();
  await look('leave-new-key', page);
  await page.getByRole('button', { name: 'Leave anyway' }).click();

  await page.goto('/settings/merchants');
  await page.getByText('North Books', { exact: true }).waitFor();
  await look('merchants', page);
  await page.getByRole('button', { name: 'Add merchant' }).click();
  await page.getByRole('dialog', { name: 'Add a merchant' }).waitFor();
  await look('add-merchant', page);
  await page.goto('/settings/destinations');
  await page.getByText('api.psp.example', { exact: true }).waitFor();
  await look('destinations', page);
  await page.getByRole('button', { name: 'Allow a destination' }).click();
  await page.getByRole('dialog', { name: 'Allow a destination' }).waitFor();
  await look('add-destination', page);
  await page.goto('/settings/users');
  await page.getByText('Noor Haddad', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Withdraw the invitation of lin/ }).waitFor();
  await look('users', page);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('dialog', { name: 'Invite somebody' }).waitFor();
  await look('invite', page);
  await page.goto('/settings/account');
  await page.getByText('Ecosystem', { exact: true }).waitFor();
  await look('account', page);
  await page.goto('/settings/profile');
  await page.getByLabel('Current password').waitFor();
  await look('profile', page);
};
