import { type Page } from 'playwright-core';

/** Waits until the page with this heading is shown. */
export const atPage = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
