import { type Page } from 'playwright-core';
import { useDashboard } from './use-dashboard';

const { scene } = useDashboard();

/** What a page of ours would do if it were broken, or somebody else's script ran in it. */
const misdeeds: Readonly<Record<string, [(page: Page) => Promise<unknown>, RegExp]>> = {
  'throws an error that nobody catches': [
    (page) =>
      page.evaluate(async () => {
        setTimeout(() => Reflect.get(globalThis, 'missing').member);
        await new Promise((resolve) => setTimeout(resolve));
      }),
    /uncaught: /,
  ],
  'writes an error to the console': [
    (page) => page.evaluate(() => Reflect.get(globalThis, 'console').error('broken')),
    /error: broken/,
  ],
  'asks another origin': [
    (page) => page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => null)),
    /policy: connect-src/,
  ],
  'has a script inline': [
    (page) =>
      page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.head.append(script);
      }),
    /policy: script-src-elem inline/,
  ],
};

describe('a test fails when a page', () => {
  test.each(Object.entries(misdeeds))('%s', async (_, [misbehave, complaint]) => {
    const broken = scene(async ({ visit }) => {
      await misbehave(await visit('/sign-in'));
    });
    await expect(broken()).rejects.toThrow(complaint);
  });
});

test('a failure says where to see what the pages looked like', async () => {
  const failing = scene(async ({ visit }) => {
    await visit('/sign-in');
    throw new Error('not as expected');
  });
  await expect(failing()).rejects.toThrow(/^not as expected\n.*\/sign-in looked like this: .*\.png$/);
});
