import { axeViolations } from './checks/axe-violations';
import { scrollsSideways } from './checks/scrolls-sideways';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

describe.each(['light', 'dark'] as const)('the sign-in page, %s', (colorScheme) => {
  test.each([360, 1280])('has nothing that axe objects to, and fits a window of %i px', (width) =>
    scene(async ({ visit }) => {
      const page = await visit('/sign-in', null, { colorScheme, viewport: { width, height: 800 } });
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    })(),
  );
});
