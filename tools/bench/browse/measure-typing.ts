import { type Locator, type Page } from 'playwright-core';

export interface Typed {
  /** Of each key that was typed, from the press until the next frame was shown. */
  readonly interactionsMs: readonly number[];
  /** From the last key until the list shows what was searched for; the wait for a pause in typing is in it. */
  readonly foundMs: number;
}

const BETWEEN_KEYS_MS = 80;

/** Runs in the page, before its scripts: the browser reports what takes longer than a frame. */
export const watchInteractions = () => {
  const store = globalThis as unknown as { interactions: number[] };
  store.interactions = [];
  // The types of Node, in which this does not run, know other kinds of entry.
  const options = { type: 'event' as never, durationThreshold: 16, buffered: true };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') store.interactions.push(entry.duration);
  }).observe(options);
};

export async function measureTyping(page: Page, field: Locator, text: string): Promise<Typed> {
  await field.click();
  await page.keyboard.type(text, { delay: BETWEEN_KEYS_MS });
  const typed = performance.now();
  await page.waitForURL((url) => url.searchParams.get('q') === text);
  await page
    .getByRole('table', { name: 'API keys' })
    .getByRole('link', { name: new RegExp(text, 'i') })
    .first()
    .waitFor();
  const foundMs = performance.now() - typed;
  const late = await page.evaluate(() => (globalThis as unknown as { interactions: number[] }).interactions);
  // What the browser did not report took no longer than one frame.
  const onTime = Array.from({ length: Math.max(0, text.length - late.length) }, () => 16);
  return { interactionsMs: [...late, ...onTime], foundMs };
}
