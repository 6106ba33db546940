import { setTimeout as sleep } from 'node:timers/promises';
import { Fenced } from './fenced';
import type { Lease } from './lease';

export interface LeadOptions {
  readonly lease: Lease;
  /** What the holder does until its term ends. */
  work(fence: number, term: Term): Promise<void>;
  onRole?(role: 'standby' | 'leader'): void;
  /** What the log says: when a term begins, when another has taken over, and when nobody can tell who leads. */
  readonly says: { readonly leads: string; readonly overtaken: string; readonly unknown: string };
  readonly log: { info(message: string): void; warn(details: object, message: string): void };
  /** Another takes over so long after the last renewal, and `pollMs`; default 8 s. */
  readonly leaseMs?: number;
  /** How often somebody who waits looks, and the holder renews; default 1 s. */
  readonly pollMs?: number;
  readonly signal: AbortSignal;
}

export interface Term {
  readonly signal: AbortSignal;
  /** Somebody else leads. */
  end(): void;
}

/** Of all that run at once, one works at a time. Resolves after the abort, with the lease let go. */
export const lead = async (options: LeadOptions): Promise<void> => {
  const { lease, log, signal, leaseMs = 8_000, pollMs = 1_000 } = options;
  let told = false;
  while (!signal.aborted) {
    options.onRole?.('standby');
    try {
      const fence = await lease.acquire(leaseMs);
      told = false;
      if (fence !== undefined) await hold({ ...options, leaseMs, pollMs }, fence);
    } catch (error) {
      if (!told) log.warn({ err: error }, options.says.unknown);
      told = true;
    }
    await pause(pollMs * (0.75 + Math.random() / 4), signal);
  }
};

const hold = async (options: LeadOptions & { leaseMs: number; pollMs: number }, fence: number): Promise<void> => {
  const { lease, log, signal } = options;
  const term = new AbortController();
  const end = () => term.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  log.info(options.says.leads);
  options.onRole?.('leader');
  const renewing = renewUntilLost(options, fence, term);
  try {
    await options.work(fence, { signal: term.signal, end });
  } finally {
    end();
    await renewing;
    signal.removeEventListener('abort', end);
  }
  if (!signal.aborted) return log.info(options.says.overtaken);
  await lease.release(fence).catch(() => undefined); // Else it expires.
};

const renewUntilLost = async (
  { lease, leaseMs, pollMs }: LeadOptions & { leaseMs: number; pollMs: number },
  fence: number,
  term: AbortController,
): Promise<void> => {
  let renewedAt = performance.now();
  while (!term.signal.aborted) {
    await pause(pollMs, term.signal);
    if (term.signal.aborted) return;
    const began = performance.now();
    try {
      await lease.renew(fence, leaseMs);
      renewedAt = began;
    } catch (error) {
      if (error instanceof Fenced || performance.now() - renewedAt > leaseMs) term.abort();
    }
  }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
