import { randomUUID } from 'node:crypto';
import { call } from '../../../operator/call';

export interface SignIn {
  readonly url: string;
  readonly dashboardUrl: string;
  readonly operatorToken: string;
  readonly accountId: string;
}

/** Makes an owner of the account; answers the headers that the dashboard's requests for them have. */
export async function signIn({ url, dashboardUrl, operatorToken, accountId }: SignIn): Promise<Record<string, string>> {
  const operator = { authorization: `Bearer ${operatorToken}` };
  const invitation = { email: `bench-${randomUUID()}@bench.example`, role: 'owner' };
  const { body } = await call('POST', `${url}/accounts/${accountId}/invitations`, operator, invitation);
  const accepted = await fetch(`${url}/invitations/accept`, {
    method: 'POST',
    headers: { origin: new URL(dashboardUrl).origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: new URL(String(body['link'])).hash.slice(1), name: 'Bench', password: randomUUID() }),
    signal: AbortSignal.timeout(30_000),
  });
  if (accepted.status !== 200) throw new Error(`nobody could sign in: ${accepted.status} ${await accepted.text()}`);
  const cookie = accepted.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  return { cookie: cookie.join('; ') };
}
