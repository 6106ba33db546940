import { type Page } from 'playwright-core';
import { atPage } from './pages/at-page';
import { startOtherOrigin, type OtherOrigin } from './stage/other-origin';
import { type Scene } from './stage/scene';
import { useDashboard } from './stage/use-dashboard';

const { scene } = useDashboard();

let elsewhere: OtherOrigin;
beforeAll(async () => {
  elsewhere = await startOtherOrigin();
});
afterAll(() => elsewhere.stop());

/** A page of theirs in the browser of somebody who is signed in; what its console says is theirs, too. */
const theirPage = async (page: Page, { tolerate }: Pick<Scene, 'tolerate'>, where: string): Promise<Page> => {
  tolerate(
    new RegExp(`^request: ${where}/`),
    /^error: (Access to|Failed to load|Cross-Origin|Framing|Refused to frame)/,
  );
  const theirs = await page.context().newPage();
  await theirs.goto(where);
  return theirs;
};

type Attempt = { readonly method: string; readonly path: string; readonly body?: string; readonly type?: string };

/** Sends it as their script can, and answers what their script may see of the answer. */
const sendFrom = (theirs: Page, origin: string, attempt: Attempt, mode: RequestMode): Promise<string> =>
  theirs.evaluate(
    async ({ url, method, body, type, mode }) => {
      const headers = type === undefined ? {} : { 'content-type': type };
      try {
        const init: RequestInit = { method, mode, headers, credentials: 'include' };
        const answer = await fetch(url, body === undefined ? init : { ...init, body });
        return answer.type === 'opaque' ? 'opaque' : await answer.text();
      } catch {
        return 'nothing';
      }
    },
    { ...attempt, url: `${origin}${attempt.path}`, mode },
  );

/** What a form of theirs sends is a navigation: the browser shows the answer. */
const postForm = async (theirs: Page, action: string, enctype: string, name: string): Promise<string> => {
  await Promise.all([
    theirs.waitForNavigation(),
    theirs.evaluate(
      ([action, enctype, name]) => {
        const form = Object.assign(document.createElement('form'), { action, enctype, method: 'post' });
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: '"}' }));
        document.body.append(form);
        form.submit();
      },
      [action, enctype, name] as const,
    ),
  ]);
  return theirs.content();
};

describe.each(['sameSite', 'otherSite'] as const)('a page of another origin (%s)', (site) => {
  test('can neither read what a signed-in user sees nor change anything by a script', () =>
    scene(async (stage) => {
      const { account, person, page } = await stage.signedIn('owner', 'platform');
      const { id } = await account.operator.makeKey(account.id, undefined, 'Backend');
      const theirs = await theirPage(page, stage, elsewhere[site]);
      const label = JSON.stringify({ label: 'Of theirs' });
      const attempts: Attempt[] = [
        { method: 'GET', path: '/api-keys' },
        { method: 'GET', path: '/session' },
        { method: 'POST', path: '/api-keys', body: label, type: 'application/json' },
        { method: 'POST', path: '/api-keys', body: label, type: 'text/plain' },
        {
          method: 'POST',
          path: `/session/confirm`,
          body: JSON.stringify({ password: person.password }),
          type: 'text/plain',
        },
        { method: 'PATCH', path: `/api-keys/${id}`, body: label, type: 'application/json' },
        { method: 'DELETE', path: `/api-keys/${id}` },
        { method: 'DELETE', path: '/session' },
        { method: 'DELETE', path: '/sessions' },
      ];
      for (const attempt of attempts) {
        for (const mode of ['cors', 'no-cors'] as const) {
          const seen = await sendFrom(theirs, stage.origin, attempt, mode);
          expect({ ...attempt, mode, seen }).toEqual({
            ...attempt,
            mode,
            seen: expect.stringMatching(/^(nothing|opaque)$/) as string,
          });
        }
      }
      await page.goto('/settings/api-keys?status=all');
      await page.getByRole('status').getByText('1 key', { exact: true }).waitFor();
      await page.getByRole('row').filter({ hasText: 'Backend' }).getByText('Active').waitFor();
    })());

  test('cannot even make the browser send what needs no body', () =>
    scene(async (stage) => {
      stage.tolerate(/the server responded with a status of 403 /);
      const { account, page } = await stage.signedIn('owner');
      const merchant = await account.operator.addMerchant(account.id, 'North Books');
      const theirs = await theirPage(page, stage, elsewhere[site]);
      const attempt = { method: 'POST', path: `/merchants/${merchant}/encryption-key` };
      const [answer] = await Promise.all([
        theirs.waitForResponse((response) => response.url().endsWith(attempt.path)),
        sendFrom(theirs, stage.origin, attempt, 'no-cors'),
      ]);
      // Of the same site, the browser sends the session along.
      expect(answer.status()).toBe(site === 'sameSite' ? 403 : 401);
    })());

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'can change nothing by a form of %s',
    (enctype) =>
      scene(async (stage) => {
        stage.tolerate(/the server responded with a status of (400|403|415) /);
        const { page } = await stage.signedIn('owner', 'platform');
        const theirs = await theirPage(page, stage, elsewhere[site]);
        const forms = [
          ['/api-keys', '{"label": "Of theirs", "x": "'],
          ['/session', '{"email": "somebody@people.example", "password": "'],
          ['/merchants', '{"legal_name": "Of theirs", "x": "'],
        ] as const;
        for (const [path, json] of forms) {
          await theirs.goto(elsewhere[site]);
          await expect(postForm(theirs, `${stage.origin}${path}`, enctype, json)).resolves.toMatch(
            /origin_forbidden|unsupported_media_type|missing_credentials/,
          );
        }
        await page.reload();
        await page.getByText('No active API keys').waitFor();
      })(),
  );

  test('cannot show a page of the dashboard within its own', () =>
    scene(async (stage) => {
      const { page } = await stage.signedIn('owner');
      const theirs = await theirPage(page, stage, elsewhere[site]);
      await theirs.evaluate(
        (src) =>
          new Promise((resolve) => {
            const frame = Object.assign(document.createElement('iframe'), { src, onload: resolve });
            document.body.append(frame);
          }),
        `${stage.origin}/settings/api-keys`,
      );
      const [, framed] = theirs.frames();
      expect(framed?.url()).toMatch(/^chrome-error:/);
      await expect(framed?.content()).resolves.not.toContain('id="root"');
    })());

  test('has no hold on a window of the dashboard that it opens', () =>
    scene(async (stage) => {
      const { page } = await stage.signedIn('owner');
      const theirs = await theirPage(page, stage, elsewhere[site]);
      const [opened] = await Promise.all([
        theirs.waitForEvent('popup'),
        theirs.evaluate(
          (url) => Reflect.set(globalThis, 'held', window.open(url)),
          `${stage.origin}/settings/api-keys`,
        ),
      ]);
      await opened.waitForLoadState();
      await expect(opened.evaluate(() => window.opener as unknown)).resolves.toBeNull();
      await expect(theirs.evaluate(() => (Reflect.get(globalThis, 'held') as Window).closed)).resolves.toBe(true);
    })());
});

test(
  'signing in leads nowhere but to pages of the dashboard, whatever the address asks for',
  scene(async (stage) => {
    const { person } = await stage.signedIn('viewer');
    const evil = elsewhere.otherSite.slice('http:'.length);
    const asked = [
      evil,
      `http:${evil}`,
      `/\\${evil.slice(2)}`,
      `/\t/${evil.slice(2)}`,
      `/.${evil}`,
      `/a/..${evil}`,
      'javascript:document.title="run"',
      'data:text/html,x',
    ];
    for (const next of asked) {
      const page = await stage.visit(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByLabel('E-mail').fill(person.email);
      await page.getByLabel('Password').fill(person.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await atPage(page, 'API Keys');
      expect({ next, url: page.url() }).toEqual({ next, url: `${stage.origin}/settings/api-keys` });
      await page.context().close();
    }
  }),
);
