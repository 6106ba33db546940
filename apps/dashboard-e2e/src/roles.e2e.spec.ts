import { type Page } from 'playwright-core';
import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

/** As a script on the page could call the API. */
const callFrom = (
  page: Page,
  method: string,
  path: string,
  json?: object,
): Promise<{ status: number; classifier: string }> =>
  page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(path, {
        method,
        headers: { 'content-type': 'application/json', 'x-idempotency-key': crypto.randomUUID() },
        ...(body === null ? {} : { body }),
      });
      return { status: answer.status, classifier: ((await answer.json()) as { classifier: string }).classifier };
    },
    [method, path, json === undefined ? null : JSON.stringify(json)] as const,
  );

const REFUSED = { status: 403, classifier: 'role_forbids' };

test(
  'a viewer sees every key and is offered nothing to change; the API refuses a viewer who calls it all the same',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 403 /);
    const { account, page } = await signedIn('viewer');
    const merchant = await account.operator.addMerchant(account.id, 'North Books');
    const key = await account.operator.makeKey(account.id, undefined, 'Backend');
    await page.goto('/settings/api-keys');
    await page.getByText('You are a viewer: you see every key.').waitFor();
    await page.getByRole('link', { name: 'Backend' }).waitFor();
    await expect(page.getByRole('link', { name: 'Create API key' }).count()).resolves.toBe(0);
    await expect(page.getByRole('button', { name: /Actions for/ }).count()).resolves.toBe(0);
    await page.getByRole('link', { name: 'Backend' }).click();
    await atPage(page, 'Backend');
    await page.getByText('What it can do').waitFor();
    for (const name of [/Rename/, /Delete/]) await expect(page.getByRole('button', { name }).count()).resolves.toBe(0);
    await page.goto('/settings/api-keys/new');
    await page.getByText('You are a viewer, so you cannot create keys.').waitFor();
    await expect(page.getByRole('textbox').count()).resolves.toBe(0);

    const calls: [string, string, object?][] = [
      ['POST', '/api-keys', { label: 'Mine' }],
      ['PATCH', `/api-keys/${key.id}`, { label: 'Mine' }],
      ['DELETE', `/api-keys/${key.id}`],
      ['POST', '/merchants', { legal_name: 'Mine' }],
      ['PATCH', `/merchants/${merchant}`, { legal_name: 'Mine' }],
      ['DELETE', `/merchants/${merchant}`],
      ['POST', `/merchants/${merchant}/encryption-key`],
      ['PUT', '/destinations', { data: [] }],
      ['POST', '/invitations', { email: 'me@people.example', role: 'owner' }],
      ['PATCH', '/users/00000000-0000-4000-8000-000000000000', { role: 'owner' }],
      ['DELETE', '/users/00000000-0000-4000-8000-000000000000'],
    ];
    for (const [method, path, json] of calls) {
      const answer = await callFrom(page, method, path, json);
      expect({ method, path, ...answer }).toEqual({ method, path, ...REFUSED });
    }
  }),
);

test(
  'an admin makes keys and merchants, but directs no forwards and manages no users',
  scene(async ({ signedIn, tolerate }) => {
    tolerate(/the server responded with a status of 403 /);
    const { account, page } = await signedIn('admin');
    const merchant = await account.operator.addMerchant(account.id, 'North Books');
    await expect(callFrom(page, 'POST', '/api-keys', { label: 'Backend' })).resolves.toMatchObject({ status: 201 });
    await expect(callFrom(page, 'POST', '/merchants', { legal_name: 'South Books' })).resolves.toMatchObject({
      status: 201,
    });
    const calls: [string, string, object?][] = [
      ['PATCH', `/merchants/${merchant}`, { payment_forward_url: 'https://api.psp.example/pay' }],
      ['POST', `/merchants/${merchant}/encryption-key`],
      ['PUT', '/destinations', { data: [] }],
      ['POST', '/invitations', { email: 'me@people.example', role: 'owner' }],
    ];
    for (const [method, path, json] of calls) {
      const answer = await callFrom(page, method, path, json);
      expect({ method, path, ...answer }).toEqual({ method, path, ...REFUSED });
    }
  }),
);
