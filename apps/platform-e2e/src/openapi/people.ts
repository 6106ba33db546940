import { type Answer, call, operatorOf, type Platform } from '@latchkey/testing/platform';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { GeneratedRequest } from './request-arbitrary';

/** What a request's cookie header holds that is to be sent by somebody who is signed in. */
export const SIGNED_IN = 'somebody who is signed in';

/** As in the document's examples, so that generated sign-ins meet somebody. */
const OWNER = { email: 'owner@acme.example', password: 'not a real password' };

/** Users of an account, and an owner among them who stays signed in whatever the requests do to their session. */
export interface People {
  readonly ids: { readonly users: readonly string[]; readonly invitations: readonly string[] };
  /** Tokens that are good once. */
  readonly invitationTokens: readonly string[];
  readonly resetTokens: readonly string[];
  /** The headers that are sent in place of the generated ones. */
  dress(sent: GeneratedRequest): Promise<Record<string, string>>;
  /** Takes note of what became of the session. */
  saw(sent: GeneratedRequest, answer: Answer): void;
}

export async function inviteAll(platform: Platform, account: string): Promise<People> {
  const base = platform.services.key_management.url;
  const { origin } = new URL(base);
  const operator = operatorOf(platform);
  const post = async (path: string, json: object): Promise<Record<string, unknown>> => {
    const { status, body, text } = path.endsWith('/accept')
      ? await call(base, path, { method: 'POST', json, headers: { origin } })
      : await operator.request(path, { method: 'POST', json });
    if (status >= 300) throw new Error(`POST ${path} answered ${status}: ${text}`);
    return body as Record<string, unknown>;
  };
  const invite = (email: string, role: string) => post(`/accounts/${account}/invitations`, { email, role });
  const join = async (email: string, role: string, password: string): Promise<string> => {
    const token = tokenOf(await invite(email, role));
    const { user } = await post('/invitations/accept', { token, name: 'Ada', password });
    return (user as { id: string }).id;
  };

  await join(OWNER.email, 'owner', OWNER.password);
  const users: string[] = [];
  const resetTokens: string[] = [];
  const joinAs = (role: string) => join(`${randomUUID()}@acme.example`, role, randomBytes(16).toString('hex'));
  for (const role of ['owner', 'admin', 'viewer']) {
    users.push(await joinAs(role));
    // Of others: a generated reset for the same user would take this one's place.
    const id = await joinAs(role);
    resetTokens.push(tokenOf(await post(`/accounts/${account}/users/${id}/password-resets`, {})));
  }
  const invited = [];
  for (let number = 0; number < 8; number += 1) invited.push(await invite(`${randomUUID()}@acme.example`, 'viewer'));
  const [toWithdraw, ...toAccept] = invited;

  let cookie: string | undefined;
  let password = OWNER.password;
  const takeCookie = ({ headers }: Answer): void => {
    cookie = headers
      .getSetCookie()
      .find((text) => text.startsWith('__Host-latchkey-session='))
      ?.split(';', 1)[0];
  };
  const signIn = async (): Promise<void> => {
    const json = { email: OWNER.email, password };
    const answer = await call(base, '/session', { method: 'POST', json, headers: { origin, ...fromElsewhere() } });
    if (answer.status !== 200) throw new Error(`the owner cannot sign in: ${answer.status} ${answer.text}`);
    takeCookie(answer);
  };

  return {
    ids: { users, invitations: [String(toWithdraw?.['id'])] },
    invitationTokens: toAccept.map(tokenOf),
    resetTokens,
    async dress({ headers }) {
      const own = { ...headers, origin, ...fromElsewhere() };
      if (headers['cookie'] !== SIGNED_IN) return own;
      if (cookie === undefined) await signIn();
      return { ...own, cookie: cookie ?? '' };
    },
    saw({ headers, path, body }, answer) {
      if (headers['cookie'] !== SIGNED_IN || answer.status !== 200) return;
      if (path === '/session/password') password = (body.json as { new_password: string }).new_password;
      const isOver = path === '/session' || path === '/sessions' || path.endsWith('/accept');
      if (isOver) cookie = undefined;
      else if (answer.headers.getSetCookie().length > 0) takeCookie(answer);
    },
  };
}

const tokenOf = ({ link }: Record<string, unknown>): string => new URL(String(link)).hash.slice(1);

/** Through a proxy that the service trusts: each request from another address, or most would be told to wait. */
const fromElsewhere = () => ({ 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` });
