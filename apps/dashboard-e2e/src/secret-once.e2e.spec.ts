import { type Response } from 'playwright-core';
import { placesWith } from './checks/places-with';
import { atPage } from './pages/at-page';
import { createKey, leaveSecret } from './pages/create-key.page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

test(
  'once its page is left a secret is nowhere: not on the page, in history, storages, caches, memory, another answer, or a log',
  scene(async ({ signedIn, platform }) => {
    const { page } = await signedIn('owner', 'platform');
    const secret = await createKey(page, { label: 'Backend' });
    const random = secret.slice(secret.lastIndexOf('_') + 1);
    await expect(placesWith(page, random)).resolves.toEqual(['page', 'memory']);

    const later: Promise<string>[] = [];
    const keep = (response: Response): void => void later.push(response.text().catch(() => ''));
    page.on('response', keep);
    await leaveSecret(page, 'Backend');
    await expect(placesWith(page, random)).resolves.toEqual([]);

    await page.goBack();
    await page.waitForLoadState();
    await expect(placesWith(page, random)).resolves.toEqual([]);
    await page.goForward();
    await atPage(page, 'Backend');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const again = await page.evaluate(async (path) => {
      const modes = ['default', 'force-cache', 'reload'] as const;
      return Promise.all(modes.map(async (cache) => (await fetch(path, { cache })).text()));
    }, `/api-keys/${id}`);
    expect(again.map((text) => (JSON.parse(text) as { secret?: string }).secret)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await page.reload();
    await atPage(page, 'Backend');
    await expect(placesWith(page, random)).resolves.toEqual([]);
    expect((await Promise.all(later)).filter((text) => text.includes(random))).toHaveLength(0);
    expect(platform.output().includes(random)).toBe(false);
  }),
);

test(
  'a page that the browser puts away, perhaps to come back to it, holds no secret any more',
  scene(async ({ signedIn }) => {
    const { page } = await signedIn('owner', 'platform');
    const secret = await createKey(page, { label: 'Backend' });
    await page.getByRole('checkbox', { name: 'I have stored it' }).check();
    // A browser that is driven by a test keeps no pages; this is all that a page learns of it where it does.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await expect(placesWith(page, secret)).resolves.not.toContain('page');
  }),
);

test(
  'the token of a one-time link leaves address and history at once, and is nowhere when it has been used',
  scene(async ({ openAccount, visit, platform }) => {
    const link = await (await openAccount('platform', 'Northern Trade')).invite('viewer');
    const token = link.slice(link.indexOf('#') + 1);
    const page = await visit(link);
    await atPage(page, 'Join Northern Trade');
    const places = await placesWith(page, token);
    // What the browser itself has noted of the way here goes with the page.
    expect(places).toEqual(['list of what was loaded', 'memory']);
    await page.getByLabel('Your name').fill('Grace');
    await page.getByLabel('Password').fill('several quiet words');
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await atPage(page, 'API Keys');
    await expect(placesWith(page, token)).resolves.toEqual([]);
    await expect(placesWith(page, 'several quiet words')).resolves.toEqual([]);
    expect(platform.output().includes(token)).toBe(false);
  }),
);
