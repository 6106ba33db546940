import { type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { type Account, openAccount, type Person, type Role } from './account';
import { screenshotsOf } from './screenshots';
import { type Dashboard } from './use-dashboard';
import { createWatch, type Watch } from './watch';

export type Scene = Dashboard &
  Pick<Watch, 'tolerate'> & {
    openAccount(model?: string, name?: string): Promise<Account>;
    /** A page of a new browser profile, in which the person, if any, is signed in. */
    visit(path: string, person?: Person | null, options?: BrowserContextOptions): Promise<Page>;
    /** The same for a new user with the role, in a new account of the model. */
    signedIn(
      role?: Role,
      model?: string,
    ): Promise<{ readonly account: Account; readonly person: Person; readonly page: Page }>;
  };

const ACTION_MS = 10_000;
const PROFILE = {
  viewport: { width: 1280, height: 800 },
  reducedMotion: 'reduce',
  locale: 'en-GB',
  timezoneId: 'UTC',
} as const;

/** Fails for whatever a browser complained of meanwhile, too. A failure names the screenshots of the pages that were open. */
export const playScene = async (dashboard: Dashboard, play: (scene: Scene) => Promise<void>): Promise<void> => {
  const { browser, origin, platform } = dashboard;
  const contexts: BrowserContext[] = [];
  const watch = createWatch(origin);

  const visit: Scene['visit'] = async (path, person = null, options = {}) => {
    const context = await browser.newContext({ ...PROFILE, baseURL: origin, ...options });
    contexts.push(context);
    context.setDefaultTimeout(ACTION_MS);
    await watch.over(context);
    if (person) await context.addCookies([person.cookie(origin)]);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };
  const scene: Scene = {
    ...dashboard,
    tolerate: watch.tolerate,
    openAccount: (model, name) => openAccount(platform, model, name),
    visit,
    async signedIn(role = 'owner', model = 'ecosystem') {
      const account = await openAccount(platform, model);
      const person = await account.addUser(role);
      return { account, person, page: await visit('/', person) };
    },
  };
  const pages = (): Page[] => contexts.flatMap((context) => context.pages());
  try {
    await play(scene);
    // Answered after whatever the browser had to tell before.
    await Promise.all(pages().map((page) => page.evaluate(() => undefined)));
    expect(watch.complaints()).toEqual([]);
  } catch (error) {
    if (error instanceof Error) add(error, await screenshotsOf(pages()));
    throw error;
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
};

/** To the message, and to where Jest takes it from. */
const add = (error: Error, note: string): void => {
  const { message, stack = '' } = error;
  error.message = message + note;
  error.stack = stack.replace(message, () => message + note);
};
