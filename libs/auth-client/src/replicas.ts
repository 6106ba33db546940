import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { failed, type CallOutcome } from './call-outcome';
import { sendVerify, type VerifyCall } from './verify-call';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const MAX_RETRY_PAUSE_MS = 20;

export interface Replicas {
  /** Asks the replica that answered last; if that fails, the others, each once, within `budgetMs`. Never rejects. */
  send(call: VerifyCall, budgetMs: number, signal: AbortSignal): Promise<CallOutcome>;
  close(): Promise<void>;
}

export function createReplicas(urls: readonly string[], connections: number, connectTimeoutMs: number): Replicas {
  const pools = urls.map(
    (url) =>
      new Pool(new URL(url).origin, {
        connections,
        pipelining: 1,
        allowH2: false,
        keepAliveTimeout: 4_000,
        maxResponseSize: MAX_ANSWER_BYTES,
        connect: { timeout: connectTimeoutMs },
      }),
  );
  let preferred = 0;

  async function send(call: VerifyCall, budgetMs: number, signal: AbortSignal): Promise<CallOutcome> {
    const until = performance.now() + budgetMs;
    let outcome = failed('connection');
    for (let left = pools.length; left > 0; left -= 1) {
      const asked = preferred;
      const share = (until - performance.now()) / left;
      outcome = await attempt(pools, asked, call, Math.max(share, 1), signal);
      if (outcome.ok) return outcome;
      // Another call may have moved on already; only the first to see a replica fail turns away from it.
      if (preferred === asked) preferred = (asked + 1) % pools.length;
      if (signal.aborted) break;
    }
    return outcome;
  }

  return {
    send,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

async function attempt(
  pools: readonly Pool[],
  index: number,
  call: VerifyCall,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const pool = pools[index];
  if (pool === undefined) return failed('connection');
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return failed('deadline');
    const outcome = await sendVerify(pool, call, abort.signal);
    if (outcome.ok || outcome.reason !== 'connection' || abort.signal.aborted) return outcome;
    // A kept-alive connection may have been closed just as we wrote to it. Asking twice is harmless.
    await sleep(Math.random() * MAX_RETRY_PAUSE_MS);
    return abort.signal.aborted ? failed('deadline') : await sendVerify(pool, call, abort.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
