import { type Page } from 'playwright-core';

/** Waits until nothing on the page is loading or moving any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
};
