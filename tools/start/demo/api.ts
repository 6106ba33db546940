import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error';

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
};

export type Answer = { readonly body: Readonly<Record<string, unknown>>; readonly position: string | null };

/** One call to key-management as the operator, about the demo account if there is one yet. */
export type AsOperator = (call: Omit<Call, 'url' | 'headers'> & { path: string; step?: string }) => Promise<Answer>;

/** One call as the dashboard's own pages make it for somebody who has not signed in. */
export type AsVisitor = (call: { path: string; body: object }) => Promise<Answer>;

/** One call to commerce with the key that is given. */
export type WithKey = (
  key: string,
  call: { method: 'GET' | 'POST'; path: string; body?: object; minPosition: string | null },
) => Promise<Answer>;

/** The items of a list. */
export const dataOf = ({ body }: Pick<Answer, 'body'>): Record<string, unknown>[] =>
  Array.isArray(body['data']) ? body['data'] : [];

const DEADLINE_MS = 10_000;
const ATTEMPTS = 5;

/** Calls one of our own services as a client would. Repeats what could not be answered just now; anything else must succeed. */
export const call = async (request: Call, signal: AbortSignal): Promise<Answer> => {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    const response = await send(request, signal);
    if (response?.ok) {
      return { body: (await response.json()) as Answer['body'], position: response.headers.get('x-latchkey-position') };
    }
    const passing = response === null || response.status >= 500 || response.status === 409;
    if (!passing || attempt === ATTEMPTS) throw new StartError(await describe(request, response));
    await sleep(200 * attempt, undefined, { signal });
  }
};

const send = async (request: Call, signal: AbortSignal): Promise<Response | null> => {
  const { method, url, headers, body } = request;
  try {
    return await fetch(url, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
  } catch {
    return null;
  }
};

/** The problem's words hold nothing secret, unlike what was sent. */
const describe = async ({ method, url }: Call, response: Response | null): Promise<string> => {
  const problem = (await response?.json().catch(() => null)) as { detail?: string } | null | undefined;
  const reason = response ? `${response.status} ${problem?.detail ?? ''}` : 'no answer';
  return `The demo data could not be made: ${method} ${new URL(url).pathname} got ${reason.trim().replace(/\.$/, '')}. LATCHKEY_DEMO=off starts without it.`;
};
