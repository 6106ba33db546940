import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'playwright-core';

/** Keeps what the pages show, and answers lines that say where. */
export const screenshotsOf = async (pages: readonly Page[]): Promise<string> => {
  if (pages.length === 0) return '';
  const directory = await mkdtemp(join(tmpdir(), 'latchkey-screenshots-'));
  const lines = await Promise.all(
    pages.map(async (page, index) => {
      const path = join(directory, `${index + 1}.png`);
      return page.screenshot({ path }).then(
        () => `\n${page.url().replace(/#.*/, '')} looked like this: ${path}`,
        () => '', // a page that is gone looks like nothing
      );
    }),
  );
  return lines.join('');
};
