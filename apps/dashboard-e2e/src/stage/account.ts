import { createPool } from '@latchkey/postgres';
import { call, operatorOf, type Platform } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';

export type Role = 'owner' | 'admin' | 'viewer';

export type Person = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Signs them out everywhere, as another browser of theirs can. */
  endSessions(): Promise<void>;
  /** As if the password had last been given an hour ago. */
  letPasswordAge(): Promise<void>;
  /** Of the session that accepting the invitation began, as a browser keeps it. */
  cookie(origin: string): {
    readonly name: string;
    readonly value: string;
    readonly url: string;
    readonly secure: true;
  };
};

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly operator: ReturnType<typeof operatorOf>;
  /** A one-time link, as whoever is invited gets it; a path of the dashboard. */
  invite(role: Role, email?: string): Promise<string>;
  addUser(role: Role, name?: string): Promise<Person>;
  /** The same for a user who has forgotten their password. */
  resetPassword(person: Person): Promise<string>;
};

export const openAccount = async (
  platform: Platform,
  model = 'ecosystem',
  name = `Account ${randomUUID().slice(0, 8)}`,
): Promise<Account> => {
  const operator = operatorOf(platform);
  const id = await operator.openAccount(model, name);
  const link = async (path: string, json?: object): Promise<string> => {
    const answer = await operator.request(`/accounts/${id}${path}`, { method: 'POST', ...(json ? { json } : {}) });
    if (answer.status !== 201) throw new Error(`POST ${path} was answered ${answer.status}: ${answer.text}`);
    const { pathname, hash } = new URL((answer.body as { link: string }).link);
    return `${pathname}${hash}`;
  };
  const invite = (role: Role, email = newEmail()): Promise<string> => link('/invitations', { email, role });
  return {
    id,
    name,
    operator,
    invite,
    async addUser(role, name = `The ${role}`) {
      const email = newEmail();
      return accept(platform, { link: await invite(role, email), email, name });
    },
    resetPassword: (person) => link(`/users/${person.id}/password-resets`),
  };
};

const newEmail = (): string => `${randomUUID().slice(0, 8)}@people.example`;

type Accepting = { readonly link: string; readonly email: string; readonly name: string };

const accept = async (platform: Platform, { link, email, name }: Accepting): Promise<Person> => {
  const { url } = platform.services.key_management;
  const password = `words of ${randomUUID()}`;
  const answer = await call(url, '/invitations/accept', {
    method: 'POST',
    headers: { origin: url },
    json: { token: link.slice(link.indexOf('#') + 1), name, password },
  });
  if (answer.status !== 200) throw new Error(`the acceptance was answered ${answer.status}: ${answer.text}`);
  const [pair = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  const [cookieName = '', value = ''] = pair.split('=');
  const { id } = (answer.body as { user: { id: string } }).user;
  return {
    ...{ id, email, name, password },
    async endSessions() {
      const headers = { origin: url, cookie: pair };
      const { status } = await call(url, '/sessions', { method: 'DELETE', headers });
      if (status !== 200) throw new Error(`signing out everywhere was answered ${status}`);
    },
    letPasswordAge: () =>
      asOwner(
        platform,
        `update key_management.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`,
        id,
      ),
    cookie: (origin) => ({ name: cookieName, value, url: origin.replace(/^http:/, 'https:'), secure: true }),
  };
};

const asOwner = async ({ database }: Platform, statement: string, userId: string): Promise<void> => {
  const pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
  await pool.query(statement, [userId]);
  await pool.end();
};
