import { parseSetCookie } from 'cookie';
import { randomBytes } from 'node:crypto';
import { type Answer, createClient, type Json, operatorOf } from './client';

/** Keeps cookies and tells its origin, as a browser does. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** `headers` go over what a browser would send; one that is empty is left out. */
  send(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const openBrowser = (base: string): Browser => {
  const cookies = new Map<string, string>();
  return {
    cookies,
    send: async (method, path, json, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const origin = method === 'GET' ? {} : { origin: new URL(base).origin };
      const sent = Object.entries({ ...origin, ...(cookie ? { cookie } : {}), ...headers });
      const answer = await createClient(base, {}).request(method, path, {
        headers: Object.fromEntries(sent.filter(([, value]) => value !== '')),
        ...(json === undefined ? {} : { json }),
      });
      for (const text of answer.headers.getSetCookie()) {
        const { name, value, maxAge } = parseSetCookie(text);
        if (maxAge === 0 || value === undefined) cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
  };
};

/** Of a test, and of nobody else. */
export const newPassword = (): string => `test ${randomBytes(12).toString('hex')}`;
export const newEmail = (): string => `user-${randomBytes(6).toString('hex')}@acme.example`;

export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** Where they have signed in. */
  readonly browser: Browser;
  readonly session: Json;
}

/** Invited by the operator, accepted in a browser of their own. */
export const makeUser = async (base: string, accountId: string, role = 'owner'): Promise<TestUser> => {
  const [email, password, browser] = [newEmail(), newPassword(), openBrowser(base)];
  const invited = await operatorOf(base).post(`/accounts/${accountId}/invitations`, { email, role });
  const token = tokenOf(invited);
  const accepted = await browser.send('POST', '/invitations/accept', { token, name: 'Ada', password });
  if (accepted.status !== 200) throw new Error(`an invitation was not accepted: ${accepted.text}`);
  return { id: String(accepted.body['user']?.['id']), email, password, browser, session: accepted.body };
};

/** What follows `#` in the answer's link. */
export const tokenOf = ({ body }: Answer): string => new URL(String(body['link'])).hash.slice(1);
