import { createInstallation } from '@latchkey/testing';
import { launchBrowser } from '@latchkey/testing/browser';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { percentile } from '../lib/statistics';
import { type KeysStage } from '../list/keys/key-pages';
import { KEYS, manyKeys } from '../list/keys/prepare-keys';
import { measureTyping, watchInteractions } from './measure-typing';

const ROUNDS = 20;
const TEXT = 'berlin staging';
const USABLE_MS = 1_000;

type Measures = Record<'usable' | 'again' | 'frame' | 'found', number[]>;

/**
 * The page of API keys in a browser, in an account with a million keys. Each visit has a browser profile of its own, so that
 * nothing is in its cache: from asking for the address until keys are shown and the search takes text. Then the same address
 * again, and typing into the search.
 */
export async function benchBrowse({ rounds = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const browser = await launchBrowser();
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const stage = await manyKeys(installation);
    const measures: Measures = { usable: [], again: [], frame: [], found: [] };
    await visit(browser, stage, { usable: [], again: [], frame: [], found: [] });
    for (let round = 0; round < rounds; round++) await visit(browser, stage, measures);
    return report(measures, rounds);
  } finally {
    await browser.close();
    await installation.dispose();
  }
}

async function visit(browser: Browser, stage: KeysStage, measures: Measures): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await signedIn(context, stage);
    const began = performance.now();
    await page.goto(`${stage.url}/settings/api-keys`, { waitUntil: 'commit' });
    await isUsable(page);
    measures.usable.push(performance.now() - began);
    const reloaded = performance.now();
    await page.reload({ waitUntil: 'commit' });
    await isUsable(page);
    measures.again.push(performance.now() - reloaded);
    const typed = await measureTyping(page, page.getByLabel('Search labels'), TEXT);
    measures.frame.push(...typed.interactionsMs);
    measures.found.push(typed.foundMs);
  } finally {
    await context.close();
  }
}

async function signedIn(context: BrowserContext, { url, headers }: KeysStage): Promise<Page> {
  const [name = '', value = ''] = (headers['cookie']?.split('; ').find((each) => each.includes('session')) ?? '').split(
    '=',
  );
  await context.addCookies([{ name, value, domain: new URL(url).hostname, path: '/', secure: true, httpOnly: true }]);
  await context.addInitScript(watchInteractions);
  return context.newPage();
}

async function isUsable(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'API keys' }).getByRole('row').nth(50).waitFor();
  // Waits until it takes text.
  await page.getByLabel('Search labels').fill('');
}

function report(measures: Measures, rounds: number): BenchReport {
  const row = (what: string, values: readonly number[]) => [
    what,
    ...[0.5, 0.99, 1].map((share) => percentile(values, share)),
  ];
  const usable = percentile(measures.usable, 1);
  return {
    name: 'browse',
    setting: `Settings > API Keys of an account with ${KEYS.toLocaleString('en-US')} keys, in Chromium at 1280 × 800, ${rounds} visits`,
    head: ['what', 'p50 ms', 'p99 ms', 'max ms'],
    rows: [
      row('first visit, until keys are shown', measures.usable),
      row('again, until keys are shown', measures.again),
      row('a key typed, until the next frame', measures.frame),
      row('the last key typed, until what it finds is shown', measures.found),
    ],
    notes: [
      `Usable within ${USABLE_MS} ms: ${usable <= USABLE_MS ? 'every visit' : 'not every visit'}.`,
      'Browser, services and PostgreSQL share the machine. The time of a key is what the browser itself reports (Event Timing), in steps of 8 ms.',
    ],
    data: { ...measures, rounds, keys: KEYS },
  };
}
