import { pause } from '@latchkey/event-store';
import { Fenced, type RelayStore } from './relay.store';

export interface LeadOptions {
  readonly store: Pick<RelayStore, 'acquire' | 'renew' | 'release'>;
  /** What the holder does until its term ends. */
  work(fence: number, term: Term): Promise<void>;
  onRole?(role: 'standby' | 'leader'): void;
  readonly log: { info(message: string): void; warn(details: object, message: string): void };
  /** Another takes over so long after the last renewal, and `pollMs`; default 8 s. */
  readonly leaseMs?: number;
  /** How often somebody who waits looks, and the holder renews; default 1 s. */
  readonly pollMs?: number;
  readonly signal: AbortSignal;
}

export interface Term {
  readonly signal: AbortSignal;
  /** Somebody else holds the relay. */
  end(): void;
}

/** Of all that run at once, one works at a time. Resolves after the abort, with the relay let go. */
export const lead = async (options: LeadOptions): Promise<void> => {
  const { store, log, signal, leaseMs = 8_000, pollMs = 1_000 } = options;
  let told = false;
  while (!signal.aborted) {
    options.onRole?.('standby');
    try {
      const fence = await store.acquire(leaseMs);
      told = false;
      if (fence !== undefined) await hold({ ...options, leaseMs, pollMs }, fence);
    } catch (error) {
      if (!told) log.warn({ err: error }, 'whether to relay cannot be found out; trying again');
      told = true;
    }
    await pause(pollMs * (0.75 + Math.random() / 4), signal);
  }
};

const hold = async (options: LeadOptions & { leaseMs: number; pollMs: number }, fence: number): Promise<void> => {
  const { store, log, signal } = options;
  const term = new AbortController();
  const end = () => term.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  log.info('this relay publishes');
  options.onRole?.('leader');
  const renewing = renewUntilLost(options, fence, term);
  try {
    await options.work(fence, { signal: term.signal, end });
  } finally {
    end();
    await renewing;
    signal.removeEventListener('abort', end);
  }
  if (!signal.aborted) return log.info('this relay publishes no more: another has taken over, or may have');
  await store.release(fence).catch(() => undefined); // Else it expires.
};

const renewUntilLost = async (
  { store, leaseMs, pollMs }: LeadOptions & { leaseMs: number; pollMs: number },
  fence: number,
  term: AbortController,
): Promise<void> => {
  let renewedAt = performance.now();
  while (!term.signal.aborted) {
    await pause(pollMs, term.signal);
    if (term.signal.aborted) return;
    const began = performance.now();
    try {
      await store.renew(fence, leaseMs);
      renewedAt = began;
    } catch (error) {
      if (error instanceof Fenced || performance.now() - renewedAt > leaseMs) term.abort();
    }
  }
};
