import { call, type Answer } from '@latchkey/testing/platform';
import { atPage } from './pages/at-page';
import { createKey, fillNewKey, leaveSecret, shownSecret, submitNewKey } from './pages/create-key.page';
import { confirmDeletion } from './pages/delete-key.dialog';
import { positionAfter } from './pages/position-after';
import { type Scene } from './stage/scene';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

/** What a backend gets that lists the tokens with the key. */
const listTokens = ({ platform }: Scene, secret: string, position = ''): Promise<Answer> =>
  call(platform.services.commerce.url, '/tokens', {
    headers: { 'x-api-key': secret, ...(position ? { 'x-latchkey-min-position': position } : {}) },
  });

test(
  'a key for the whole account is made, copied, used, renamed, deleted, and then refused',
  scene(async (stage) => {
    const { page } = await stage.signedIn('owner', 'primary_merchant');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await atPage(page, 'API Keys');
    await page.getByText('No active API keys').waitFor();
    await page.getByRole('link', { name: 'Create API key' }).click();
    await fillNewKey(page, { label: 'Backend' });
    const created = await positionAfter(page, 'POST', () => submitNewKey(page));
    const secret = await shownSecret(page);
    await expect(page.getByText(`LATCHKEY_API_KEY=${secret}`).isVisible()).resolves.toBe(true);
    await expect(
      page.getByText(`curl "$LATCHKEY_COMMERCE_URL/tokens?limit=3" -H "x-api-key: ${secret}"`).isVisible(),
    ).resolves.toBe(true);
    await page.getByRole('button', { name: 'Copy API key' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    await expect(page.evaluate(() => navigator.clipboard.readText())).resolves.toBe(secret);
    expect((await listTokens(stage, secret, created)).status).toBe(200);

    await page.getByRole('button', { name: 'Done' }).click();
    await atPage(page, 'Backend');
    await page.getByRole('button', { name: 'Rename Backend' }).click();
    await page.getByLabel('New label of Backend').fill('Order backend');
    await page.getByRole('button', { name: 'Save' }).click();
    await atPage(page, 'Order backend');

    await page.getByRole('button', { name: 'Delete API key' }).click();
    const position = await confirmDeletion(page, 'Order backend');
    const refused = await listTokens(stage, secret, position);
    expect([refused.status, refused.body]).toEqual([401, expect.objectContaining({ classifier: 'api_key_revoked' })]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Revoked', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'API Keys' }).first().click();
    await page.getByText('No active API keys').waitFor();
  }),
);

test(
  'a scoped key of an ecosystem can do what its form said in plain words, and nothing else',
  scene(async (stage) => {
    const { account, page } = await stage.signedIn('admin', 'ecosystem');
    await account.operator.addMerchant(account.id, 'North Books');
    await account.operator.addMerchant(account.id, 'Harbour Coffee');
    const scope = { merchants: ['North Books', 'Harbour Coffee'], features: ['List tokens'] };
    await page.goto('/settings/api-keys/new');
    await fillNewKey(page, { label: 'Reporting', scope });
    const summary = page.getByRole('region', { name: 'In short' });
    await summary.getByText('For North Books and Harbour Coffee, this key will be able to:').waitFor();
    await expect(summary.getByRole('listitem').allTextContents()).resolves.toEqual([
      'list tokens',
      expect.stringMatching(/^It will not be able to store or delete cards/),
    ]);
    const created = await positionAfter(page, 'POST', () => submitNewKey(page));
    const secret = await shownSecret(page);
    expect((await listTokens(stage, secret, created)).status).toBe(200);
    const store = await call(stage.platform.services.commerce.url, '/tokens', {
      ...{ method: 'POST', headers: { 'x-api-key': secret }, json: {} },
    });
    expect([store.status, store.body]).toEqual([403, expect.objectContaining({ classifier: 'feature_not_in_scope' })]);
    await leaveSecret(page, 'Reporting');
    await page.goto('/settings/api-keys');
    await page.getByRole('row').filter({ hasText: 'Reporting' }).getByText('2 merchants · list tokens').waitFor();
  }),
);

test(
  'a managed ecosystem allows scoped keys the two forward features, and says why not the others',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('owner', 'managed_ecosystem');
    await account.operator.addMerchant(account.id, 'North Books');
    await page.goto('/settings/api-keys/new');
    await page.getByRole('radio', { name: 'Only some merchants and features' }).check();
    const enabled = async (name: string): Promise<boolean> => page.getByRole('checkbox', { name }).isEnabled();
    await expect(enabled('Forward payment data')).resolves.toBe(true);
    await expect(enabled('Forward card data')).resolves.toBe(true);
    for (const name of ['List tokens', 'Read a token', 'List payment data'])
      await expect(enabled(name)).resolves.toBe(false);
    const why = page.getByText('Not available: the operating model Managed ecosystem does not allow it.');
    await expect(why.count()).resolves.toBe(3);
    await createKey(page, { label: 'Payouts', scope: { merchants: ['North Books'], features: ['Forward card data'] } });
  }),
);

test.each(['primary_merchant', 'platform'])('the model %s has no scoped keys, and the form says so', (model) =>
  scene(async ({ signedIn }) => {
    const { page } = await signedIn('owner', model);
    await page.goto('/settings/api-keys/new');
    const scoped = page.getByRole('radio', { name: 'Only some merchants and features' });
    await expect(scoped.isDisabled()).resolves.toBe(true);
    await page.getByText(/^ ?Not available: the account’s operating model, .*, has no scoped keys/).waitFor();
    await createKey(page, { label: 'Backend' });
  })(),
);

test(
  'a replacement begins as the key it replaces, and both say so',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('owner');
    await account.operator.addMerchant(account.id, 'North Books');
    await createKey(page, { label: 'Checkout', scope: { merchants: ['North Books'], features: ['Read a token'] } });
    await leaveSecret(page, 'Checkout');
    await page.getByRole('link', { name: 'Make a replacement' }).click();
    await page.getByText('This key replaces “Checkout”').waitFor();
    await expect(page.getByLabel('Label', { exact: true }).inputValue()).resolves.toBe('Checkout');
    await expect(page.getByRole('checkbox', { name: 'North Books' }).isChecked()).resolves.toBe(true);
    await expect(page.getByRole('checkbox', { name: 'Read a token' }).isChecked()).resolves.toBe(true);
    await page.getByLabel('Label', { exact: true }).fill('Checkout 2');
    await submitNewKey(page);
    await shownSecret(page);
    await leaveSecret(page, 'Checkout 2');
    await page.getByRole('term').filter({ hasText: 'Replaces' }).waitFor();
    await page.getByRole('definition').getByRole('link', { name: 'Checkout', exact: true }).click();
    await atPage(page, 'Checkout');
    await page.getByRole('definition').getByRole('link', { name: 'Checkout 2' }).waitFor();
  }),
);

test(
  'whoever leaves without having copied the secret is asked first',
  scene(async ({ signedIn }) => {
    const { page } = await signedIn('owner', 'platform');
    const secret = await createKey(page, { label: 'Backend' });
    await page.getByRole('link', { name: 'Merchants' }).click();
    const question = page.getByRole('alertdialog', { name: 'Leave without the key?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await expect(page.getByText(secret, { exact: true }).isVisible()).resolves.toBe(true);
    await page.getByRole('link', { name: 'Merchants' }).click();
    await question.getByRole('button', { name: 'Leave anyway' }).click();
    await atPage(page, 'Merchants');
  }),
);
