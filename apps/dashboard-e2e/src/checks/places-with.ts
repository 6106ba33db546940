import { type Page } from 'playwright-core';
import { collectInPage } from './collect-in-page';
import { memoryOf } from './memory-of';

/**
 * Where in the browser a text is: on the page with every attribute and value, in its history, storages, caches, cookies,
 * names of what it has loaded, memory. Only the names of places, so that a test that fails shows nothing of it.
 */
export const placesWith = async (page: Page, text: string): Promise<string[]> => {
  const places = {
    ...(await page.evaluate(collectInPage)),
    history: await historyOf(page),
    cookies: await page.context().cookies(),
    memory: await memoryOf(page),
  };
  return Object.entries(places).flatMap(([place, contents]) =>
    JSON.stringify(contents).includes(text) ? [place] : [],
  );
};

const historyOf = async (page: Page): Promise<unknown> => {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  // Not `userTypedURL`: what somebody has typed only their browser knows, until it is closed.
  return entries.map(({ url, title }) => ({ url, title }));
};
