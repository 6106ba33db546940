import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Of many kills, the starts after them, and the lease (20 s) of an attempt that was killed. */
const PATIENCE_MS = 300_000;
const DEADLINE_MS = 10_000;

/** Calls key-management as an operator and repeats until it is answered, as often as that is killed meanwhile. */
export const keyClient = (base: string, token: string) => {
  const once = async (method: string, path: string, account: string | null, json: object | null, key: string) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(account === null ? {} : { 'x-latchkey-account': account }),
        ...(json === null ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'x-idempotency-key': key } : {}),
      },
      ...(json === null ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body = (await response.json()) as { id?: string; classifier?: string };
    if (response.ok) return body.id ?? '';
    const passing =
      response.status >= 500 || body.classifier === 'idempotency_key_in_progress' || body.classifier === 'conflict';
    if (!passing) throw new Refused(`${method} ${path} was answered ${response.status} ${body.classifier}`);
    return null;
  };

  /** Answers the id of what it is about. */
  const persist = async (
    method: string,
    path: string,
    account: string | null,
    json: object | null,
  ): Promise<string> => {
    const key = randomUUID();
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        const id = await once(method, path, account, json, key);
        if (id !== null) return id;
      } catch (error) {
        // No answer: nobody knows what became of it.
        if (error instanceof Refused) throw error;
      }
      if (performance.now() > until) throw new Error(`${method} ${path} comes to no end`);
      await sleep(50 + Math.random() * 100);
    }
  };
  return {
    openAccount: (name: string) => persist('POST', '/accounts', null, { name }),
    createKey: (account: string, label: string) => persist('POST', '/api-keys', account, { label }),
    labelKey: (account: string, id: string, label: string) => persist('PATCH', `/api-keys/${id}`, account, { label }),
    revokeKey: (account: string, id: string) => persist('DELETE', `/api-keys/${id}?wait=none`, account, null),
  };
};

export type KeyClient = ReturnType<typeof keyClient>;

class Refused extends Error {}
