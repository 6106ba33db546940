import { repositoryRoot } from '@latchkey/testing';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { useDashboard } from '../stage/use-dashboard';
import { northernTrade } from './northern-trade';
import { openStates } from './states';
import { tidy } from './tidy';

const DOCUMENTED = join(repositoryRoot, 'docs/pictures');
const ALL = join(repositoryRoot, 'tmp/pictures');
const LARGEST_BYTES = 150_000;

const shown = (): string[] =>
  [...readFileSync(join(repositoryRoot, 'docs/dashboard.md'), 'utf8').matchAll(/\(pictures\/([\w-]+\.png)\)/g)].map(
    ([, name = '']) => name,
  );

// Not a test that is skipped: `npm run pictures` adds work.
if (process.env['UPDATE_PICTURES']) {
  const { scene } = useDashboard();
  const looks = (['light', 'dark'] as const).flatMap((theme) => [360, 1280].map((width) => [theme, width] as const));
  rmSync(DOCUMENTED, { recursive: true, force: true });
  rmSync(ALL, { recursive: true, force: true });
  for (const directory of [DOCUMENTED, ALL]) mkdirSync(directory, { recursive: true });

  test.each(looks)('pictures of every page and dialog are taken, %s and %i px wide', (colorScheme, width) =>
    scene(async (stage) => {
      const documented = new Set(shown());
      const options = { colorScheme, viewport: { width, height: 800 } };
      await openStates(stage, await northernTrade(stage), options, async (state, page) => {
        await tidy(page);
        const name = `${state}-${colorScheme}-${width}.png`;
        const directory = documented.has(name) ? DOCUMENTED : ALL;
        const fullPage = (await page.locator('dialog').count()) === 0;
        if (fullPage) await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(directory, name), fullPage });
      });
    })(),
  );
}

test('the documentation shows every picture there is, and none that is not', () => {
  expect(shown().toSorted()).toEqual(readdirSync(DOCUMENTED).toSorted());
  expect(new Set(shown()).size).toBe(shown().length);
});

test('no picture is too large to be kept', () => {
  const large = readdirSync(DOCUMENTED).filter((name) => statSync(join(DOCUMENTED, name)).size > LARGEST_BYTES);
  expect(large).toEqual([]);
});
