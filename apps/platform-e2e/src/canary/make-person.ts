import { type Answer, call, type operatorOf } from '@latchkey/testing/platform';
import { randomBytes, randomUUID } from 'node:crypto';

/** Somebody who has been through every call that asks for a password or a token, and is signed in. */
export interface Person {
  readonly id: string;
  /** What makes a request one of their session. */
  readonly headers: Readonly<Record<string, string>>;
  /** All that they were given or have typed and that lets them in, by name. */
  readonly secrets: Readonly<Record<'password' | 'session', string>> & Readonly<Record<string, string>>;
  /** The operations that they have used. */
  readonly reached: readonly string[];
}

export async function makePerson(
  base: string,
  operator: ReturnType<typeof operatorOf>,
  account: string,
): Promise<Person> {
  const { origin } = new URL(base);
  const reached: string[] = [];
  const cookies = new Map<string, string>();
  const given: Record<string, string> = {};
  const keep = (name: string, secret: string): string => (given[name] = secret);

  const send = async (operation: string, json?: object): Promise<Answer> => {
    const [method = '', path = ''] = operation.split(' ');
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin, ...(cookie === '' ? {} : { cookie }) };
    const answer = await call(base, path, { method, headers, ...(json ? { json } : {}) });
    if (answer.status !== 200) throw new Error(`${operation} answered ${answer.status}: ${answer.text}`);
    reached.push(`${method.toLowerCase()} ${path}`);
    for (const text of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (text.split(';', 1)[0] ?? '').split('=');
      cookies.set(name, keep(`${name} of ${operation}`, value));
    }
    return answer;
  };
  const link = async (path: string, json: object): Promise<string> => {
    const { status, body, text } = await operator.request(path, { method: 'POST', json });
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
    return keep(path.split('/').at(-1) ?? '', new URL((body as { link: string }).link).hash.slice(1));
  };
  const newPassword = (name: string): string => keep(name, randomBytes(24).toString('base64url'));

  const email = `${randomUUID()}@canary.example`;
  const [first, second, last] = ['first', 'second', 'password'].map(newPassword);
  const token = await link(`/accounts/${account}/invitations`, { email });
  await send('POST /one-time-links/look-up', { token });
  const accepted = await send('POST /invitations/accept', { token, name: 'Canary', password: first });
  const { id } = (accepted.body as { user: { id: string } }).user;
  await send('GET /session');
  await send('POST /session/confirm', { password: first });
  await send('PUT /session/password', { current_password: first, new_password: second });
  const reset = await link(`/accounts/${account}/users/${id}/password-resets`, {});
  reached.push('post /accounts/{id}/users/{user_id}/password-resets');
  await send('POST /password-resets/accept', { token: reset, password: last });
  await send('POST /session', { email, password: last });
  const session = keep('session', cookies.get('__Host-latchkey-session') ?? '');
  return {
    id,
    headers: { origin, cookie: `__Host-latchkey-session=${session}` },
    secrets: { ...given, session, password: given['password'] ?? '' },
    reached,
  };
}
