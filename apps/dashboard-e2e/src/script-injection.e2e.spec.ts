import { type Page } from 'playwright-core';
import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const MARK = 'latchkeyInjected';
/** Each runs, or shows as a picture, where text has become markup, an attribute, a script or a style. */
const PAYLOADS = [
  `<img src=x onerror=${MARK}=1>`,
  `"><script>${MARK}=1</script>`,
  `'-${MARK}(1)-'`,
  `</script><svg onload=${MARK}=1>`,
  `javascript:${MARK}=1`,
  '{{constructor.constructor("return 1")()}}',
];

const ranOn = (page: Page): Promise<unknown> => page.evaluate((mark) => Reflect.has(globalThis, mark), MARK);

const expectText = async (page: Page, payload: string): Promise<void> => {
  await page.getByText(payload, { exact: true }).first().waitFor();
  await expect(ranOn(page)).resolves.toBe(false);
  await expect(page.locator('img[src=x], svg[onload]').count()).resolves.toBe(0);
};

test.each(PAYLOADS)('%s is text as a label, a merchant’s and a user’s name, wherever they are shown', (payload) =>
  scene(async ({ openAccount, visit }) => {
    const account = await openAccount('ecosystem', payload);
    const { id, operator } = account;
    const merchant = await operator.addMerchant(id, payload);
    const key = await operator.makeKey(id, { merchant_ids: [merchant], features: ['tokens.read'] }, payload);
    const owner = await account.addUser('owner', payload);
    const page = await visit('/settings/api-keys', owner);
    await page.getByRole('link', { name: payload, exact: true }).waitFor();
    await expectText(page, payload);
    await page.getByRole('button', { name: `Actions for ${payload}` }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('alertdialog', { name: `Delete “${payload}”?` }).waitFor();
    await expectText(page, payload);
    await page.goto(`/settings/api-keys/${key.id}`);
    await atPage(page, payload);
    await expectText(page, payload);
    await page.goto(`/settings/api-keys/new?replaces=${key.id}`);
    await page.getByText(`This key replaces “${payload}”`).waitFor();
    await expectText(page, payload);
    for (const path of ['merchants', 'users', 'account', 'destinations', 'profile']) {
      await page.goto(`/settings/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectText(page, payload);
    }
    const invited = await visit(await account.invite('viewer'));
    await atPage(invited, `Join ${payload}`);
    await expect(ranOn(invited)).resolves.toBe(false);
  })(),
);

test.each(PAYLOADS)('%s is text, or nothing, as any part of an address', (payload) =>
  scene(async ({ signedIn, visit, tolerate }) => {
    tolerate(/the server responded with a status of 40[04] /);
    const text = encodeURIComponent(payload);
    const { page } = await signedIn('owner');
    await page.goto(`/settings/api-keys?q=${text}`);
    await page.getByText('No key matches').waitFor();
    await expect(page.getByLabel('Search labels').inputValue()).resolves.toBe(payload);
    const addresses = [
      `/settings/api-keys?status=${text}&sort=${text}&merchant=${text}&cursor=${text}&page=${text}`,
      `/settings/api-keys/${text}`,
      `/settings/api-keys/new?replaces=${text}`,
      `/settings/${text}`,
      `/settings/api-keys#${text}`,
    ];
    for (const address of addresses) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect(ranOn(page)).resolves.toBe(false);
      await expect(page.locator('img[src=x], svg[onload]').count()).resolves.toBe(0);
    }
    const stranger = await visit(`/sign-in?next=${text}`);
    await atPage(stranger, 'Sign in');
    await stranger.goto(`/invitation#${text}`);
    await stranger.getByText('This link cannot be used').waitFor();
    await expect(ranOn(stranger)).resolves.toBe(false);
  })(),
);

test(
  'what the API answers is never taken for a page, whatever is in it',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 40[04] /);
    const { account, page } = await signedIn('owner');
    const payload = `<script>${MARK}=1</script>`;
    await account.operator.makeKey(account.id, undefined, payload);
    for (const path of [
      '/api-keys',
      `/api-keys?q=${encodeURIComponent(payload)}`,
      `/${encodeURIComponent(payload)}`,
      `/api-keys/${encodeURIComponent(payload)}`,
    ]) {
      await page.goto(path);
      await expect(ranOn(page)).resolves.toBe(false);
      await expect(page.locator('script').count()).resolves.toBe(0);
    }
  }),
);
