import { type Page } from 'playwright-core';
import { eventually } from './checks/eventually';
import { atPage } from './pages/at-page';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const ink = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);

test(
  'the theme follows the system until one is chosen; that choice is all that is kept in the browser',
  scene(async ({ signedIn, visit }) => {
    const { person, page } = await signedIn('viewer');
    await atPage(page, 'API Keys');
    const light = await ink(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(() => expect(ink(page)).resolves.not.toBe(light));
    const dark = await ink(page);
    await page.getByRole('button', { name: `User menu of ${person.name}` }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await eventually(() => expect(ink(page)).resolves.toBe(light));
    await page.reload();
    await atPage(page, 'API Keys');
    await eventually(() => expect(ink(page)).resolves.toBe(light));
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
    expect(kept).toEqual({ local: ['latchkey-theme'], session: [], databases: 0, caches: 0 });
    const elsewhere = await visit('/', person, { colorScheme: 'dark' });
    await atPage(elsewhere, 'API Keys');
    await expect(ink(elsewhere)).resolves.toBe(dark);
  }),
);

test(
  'whoever asks their system for less motion gets none',
  scene(async ({ signedIn, visit }) => {
    const { account, person, page } = await signedIn('owner', 'platform');
    await account.operator.makeKey(account.id, undefined, 'Backend');
    const moving = async (shown: Page): Promise<string[]> => {
      await shown.getByRole('button', { name: 'Actions for Backend' }).click();
      await shown.getByRole('menuitem', { name: 'Delete…' }).click();
      await shown.getByRole('alertdialog').waitFor();
      return shown.evaluate(() =>
        [...document.querySelectorAll('*')]
          .map((element) => getComputedStyle(element))
          .flatMap((style) => [...style.transitionDuration.split(', '), ...style.animationDuration.split(', ')])
          .filter((duration) => parseFloat(duration) > 0.01),
      );
    };
    await page.reload();
    await expect(moving(page)).resolves.toEqual([]);
    const elsewhere = await visit('/', person, { reducedMotion: 'no-preference' });
    expect((await moving(elsewhere)).length).toBeGreaterThan(0);
  }),
);

test(
  'times are those of the reader’s zone, exactly so on hover',
  scene(async ({ signedIn, visit }) => {
    const { account, person } = await signedIn('owner', 'platform');
    await account.operator.makeKey(account.id, undefined, 'Backend');
    const shownIn = async (timezoneId: string): Promise<string> => {
      const page = await visit('/', person, { timezoneId });
      const row = page.getByRole('row').filter({ hasText: 'Backend' });
      return (await row.getByRole('time').first().getAttribute('title')) ?? '';
    };
    const [tokyo, denver] = [await shownIn('Asia/Tokyo'), await shownIn('America/Denver')];
    const at = (title: string, zone: string): number =>
      Date.parse(title.replace(' at ', ' ').replace(/ GMT.*$/, ` GMT${zone}`));
    expect(tokyo).toMatch(/GMT\+9$/);
    expect(denver).toMatch(/GMT-[67]$/);
    expect(at(tokyo, '+0900')).toBeGreaterThan(0);
    expect(at(denver, `-0${denver.at(-1)}00`)).toBe(at(tokyo, '+0900'));
  }),
);
