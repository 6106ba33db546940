import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Order {
  /** Of the forward; the destination counts by it. */
  readonly name: string;
  readonly key: string;
  readonly token: string;
  readonly url: string;
  readonly idempotencyKey: string;
}

export interface Attempt {
  readonly startedAtMs: number;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly classifier: string | undefined;
  readonly outbound: string | undefined;
  /** The name that the relayed answer is about. */
  readonly answers: string | undefined;
}

export const newOrder = (key: string, token: string, url: string): Order => ({
  ...{ name: randomUUID(), key, token, url, idempotencyKey: randomUUID() },
});

/** Of many kills, the starts after them on a slow machine, and the lease of the attempt that was killed. */
const PATIENCE_MS = 300_000;
const PAUSES_MS = { first: 40, longest: 500 };

/** Repeats a forward with the same key until it is answered, or told that nobody knows. Answers all attempts. */
export async function persist(commerceUrl: string, order: Order): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const until = performance.now() + PATIENCE_MS;
  let pauseMs = PAUSES_MS.first;
  while (performance.now() < until) {
    const last = await attempt(commerceUrl, order);
    attempts.push(last);
    if (last.answers !== undefined || last.classifier === 'outcome_unknown') break;
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.2, PAUSES_MS.longest);
  }
  return attempts;
}

export async function attempt(commerceUrl: string, order: Order): Promise<Attempt> {
  const startedAtMs = performance.now();
  const nothing = { startedAtMs, status: null, classifier: undefined, outbound: undefined, answers: undefined };
  try {
    const response = await fetch(`${commerceUrl}/forward`, {
      method: 'POST',
      headers: {
        'x-api-key': order.key,
        'x-latchkey-token': order.token,
        'x-destination-url': order.url,
        'x-idempotency-key': order.idempotencyKey,
        'content-type': 'application/json',
        'x-forward': order.name,
      },
      body: '{"number": "{{ account_number }}"}',
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await response.json()) as Record<string, string | undefined>;
    const relayed = response.headers.get('x-latchkey-relayed') === 'true';
    if (relayed) return { ...nothing, status: response.status, answers: body['forward'] };
    return { ...nothing, status: response.status, classifier: body['classifier'], outbound: body['outbound'] };
  } catch {
    return nothing;
  }
}
