import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

test(
  'an owner allows a destination, narrows it, and removes it',
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn('owner');
    const hosts = async (): Promise<object[]> =>
      ((await account.operator.request('/destinations', { account: account.id })).body as { data: object[] }).data;
    await page.goto('/settings/destinations');
    await page.getByText('Nothing can be forwarded yet').waitFor();
    await page.getByRole('button', { name: 'Allow a destination' }).first().click();
    const adding = page.getByRole('dialog', { name: 'Allow a destination' });
    await adding.getByLabel('Host').fill('api.psp.example');
    await adding.getByLabel('Paths').fill('/v1/payments');
    await adding.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByText('api.psp.example', { exact: true }).waitFor();
    expect(await hosts()).toMatchObject([{ host: 'api.psp.example', path_prefixes: ['/v1/payments'] }]);

    await page.getByRole('button', { name: 'Actions for api.psp.example' }).click();
    await page.getByRole('menuitem', { name: 'Change…' }).click();
    const changing = page.getByRole('dialog', { name: 'Change api.psp.example' });
    await changing.getByRole('radio', { name: 'Relay their status alone' }).check();
    await changing.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Only the status of answers relayed').waitFor();

    await page.getByRole('button', { name: 'Actions for api.psp.example' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove destination' }).click();
    await page.getByText('Nothing can be forwarded yet').waitFor();
    expect(await hosts()).toEqual([]);
  }),
);

test(
  'what somebody else changed meanwhile is not overwritten, and what was typed stays',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 412 /);
    const { account, page } = await signedIn('owner');
    await page.goto('/settings/destinations');
    await page.getByRole('button', { name: 'Allow a destination' }).first().click();
    const adding = page.getByRole('dialog', { name: 'Allow a destination' });
    await adding.getByLabel('Host').fill('mine.psp.example');
    await account.operator.allowDestinations(account.id, [{ host: 'theirs.psp.example' }]);
    await adding.getByRole('button', { name: 'Allow', exact: true }).click();
    await adding.getByText('Somebody changed the list meanwhile.').waitFor();
    await expect(adding.getByLabel('Host').inputValue()).resolves.toBe('mine.psp.example');
    await adding.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByText('mine.psp.example', { exact: true }).waitFor();
    await page.getByText('theirs.psp.example', { exact: true }).waitFor();
  }),
);

test.each(['admin', 'viewer'] as const)('an %s sees where card data may go and cannot change it', (role) =>
  scene(async ({ signedIn }) => {
    const { account, page } = await signedIn(role);
    await account.operator.allowDestinations(account.id, [{ host: 'api.psp.example' }]);
    await page.goto('/settings/destinations');
    await page.getByText('api.psp.example', { exact: true }).waitFor();
    await page.getByText('Only owners change where card data may go.').waitFor();
    await expect(page.getByRole('button', { name: /Allow|Actions/ }).count()).resolves.toBe(0);
  })(),
);
