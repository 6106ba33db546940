import { type Page } from 'playwright-core';
import { eventually } from './checks/eventually';
import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const labels = (page: Page): Promise<string[]> =>
  page.getByRole('table', { name: 'API keys' }).getByRole('row').getByRole('link').allTextContents();

const found = (page: Page, words: string): Promise<void> =>
  page.getByRole('status').getByText(words, { exact: true }).waitFor();

test(
  'search, filters and order of the list are in its address, which shows the same to whoever opens it',
  scene(async ({ signedIn, visit }) => {
    const { account, person, page } = await signedIn('owner');
    const { operator } = account;
    const books = await operator.addMerchant(account.id, 'North Books');
    for (const label of ['Checkout EU', 'Backend', 'Checkout US']) await operator.makeKey(account.id, undefined, label);
    await operator.makeKey(account.id, { merchant_ids: [books], features: ['tokens.read'] }, 'Checkout books');
    const old = await operator.makeKey(account.id, undefined, 'Checkout 2025');
    await operator.revoke(account.id, old.id);

    await page.goto('/settings/api-keys');
    await found(page, '4 keys');
    await expect(labels(page)).resolves.toEqual(['Checkout books', 'Checkout US', 'Backend', 'Checkout EU']);
    await page.getByLabel('Search labels').fill('checkout');
    await found(page, '3 keys');
    await page.getByLabel('Status').selectOption('All');
    await found(page, '4 keys');
    await page.getByRole('button', { name: 'Key', exact: true }).click();
    await page.waitForURL(/sort=label/);
    const sorted = ['Checkout 2025', 'Checkout books', 'Checkout EU', 'Checkout US'];
    await eventually(() => expect(labels(page)).resolves.toEqual(sorted));

    const elsewhere = await visit(page.url(), person);
    await found(elsewhere, '4 keys');
    await expect(labels(elsewhere)).resolves.toEqual(sorted);
    await expect(elsewhere.getByLabel('Search labels').inputValue()).resolves.toBe('checkout');

    await page.getByLabel('Merchant').selectOption('North Books');
    await found(page, '1 key');
    await page.goBack();
    await found(page, '4 keys');
    await page.getByLabel('Search labels').fill('nothing like it');
    await page.getByText('No key matches').waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await found(page, '4 keys');
  }),
);

test(
  'the list is left through pages, and a key opened from it leads back to where it was',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 400 /);
    const { account, page } = await signedIn('owner', 'platform');
    for (let number = 1; number <= 52; number += 1)
      await account.operator.makeKey(account.id, undefined, `Key ${String(number).padStart(2, '0')}`);
    await page.goto('/settings/api-keys');
    await found(page, '52 keys');
    const pages = page.getByRole('navigation', { name: 'Pages of API keys' });
    await pages.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/page=2/);
    await page.getByRole('link', { name: 'Key 01' }).click();
    await atPage(page, 'Key 01');
    await page.goBack();
    await page.getByRole('link', { name: 'Key 02' }).waitFor();
    await pages.getByRole('link', { name: 'Previous' }).click();
    await page.getByRole('link', { name: 'Key 52' }).waitFor();

    for (const gone of ['page=3', 'cursor=of-long-ago']) {
      await page.goto(`/settings/api-keys?${gone}`);
      await page.getByText('No keys on this page any more').waitFor();
      await page.getByRole('link', { name: 'First page' }).click();
      await page.getByRole('link', { name: 'Key 52' }).waitFor();
    }
  }),
);

test(
  'what makes no sense in the address of the list is as if it were not there',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('owner', 'platform');
    await account.operator.makeKey(account.id, undefined, 'Backend');
    await page.goto('/settings/api-keys?sort=nonsense&status=gone&merchant=x&page=1e9');
    await found(page, '1 key');
    await page.waitForURL(/\/settings\/api-keys$/);
  }),
);

test(
  'a list that cannot be had says so, and is there after another try',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 500 /);
    const { account, page } = await signedIn('owner', 'platform');
    await account.operator.makeKey(account.id, undefined, 'Backend');
    let broken = true;
    await page.route('**/api-keys?**', (route) =>
      broken
        ? route.fulfill({
            status: 500,
            contentType: 'application/problem+json',
            body: '{"classifier":"internal_error"}',
          })
        : route.fallback(),
    );
    await page.goto('/settings/api-keys');
    await page.getByRole('alert').getByText('Something went wrong on our side.').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Backend' }).waitFor();
  }),
);

test(
  'an address of a key that is not there, or another account’s, says no more than that',
  scene(async ({ signedIn, openAccount, tolerate }) => {
    tolerate(/the server responded with a status of 404 /);
    const { page } = await signedIn('owner');
    const other = await openAccount('platform');
    const foreign = await other.operator.makeKey(other.id, undefined, 'Of somebody else');
    for (const id of [foreign.id, '00000000-0000-4000-8000-000000000000', 'no-id']) {
      await page.goto(`/settings/api-keys/${id}`);
      await atPage(page, 'There is no such key');
      await expect(page.getByText('Of somebody else').count()).resolves.toBe(0);
    }
  }),
);
