import { type Page } from 'playwright-core';

/** Where the log stood after the change that `act` makes the page send. */
export const positionAfter = async (page: Page, method: string, act: () => Promise<unknown>): Promise<string> => {
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === method && answer.ok()),
    act(),
  ]);
  return response.headers()['x-latchkey-position'] ?? '';
};
