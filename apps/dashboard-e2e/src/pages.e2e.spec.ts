import { axeViolations } from './checks/axe-violations';
import { scrollsSideways } from './checks/scrolls-sideways';
import { openStates } from './pictures/states';
import { northernTrade } from './pictures/northern-trade';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

const looks = (['light', 'dark'] as const).flatMap((theme) => [360, 1280].map((width) => [theme, width] as const));

test.each(looks)(
  'every page and dialog, %s and %i px wide, has nothing that axe objects to and fits the window',
  (colorScheme, width) =>
    scene(async (stage) => {
      const options = { colorScheme, viewport: { width, height: 800 } };
      const wrong: string[] = [];
      await openStates(stage, await northernTrade(stage), options, async (name, page) => {
        wrong.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
        if (await scrollsSideways(page)) wrong.push(`${name} is wider than its window`);
      });
      expect(wrong).toEqual([]);
    })(),
);
