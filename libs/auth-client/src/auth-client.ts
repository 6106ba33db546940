import { failed, type CallOutcome } from './call-outcome';
import { createCheckQueue } from './check-queue';
import { systemClock, type Clock } from './clock';
import { createReplicas } from './replicas';
import { verifyBody } from './verify-body';
import type { Answer, Check } from './verdict';

export interface AuthClientOptions {
  /** Replicas of auth, e.g. `http://127.0.0.1:4402`. The first that answers is kept until it fails. */
  readonly urls: readonly string[];
  /** A service token; asked for before each call, so it should be cached. */
  readonly token: () => Promise<string>;
  /** Every check has an answer within this time, `unavailable` if there is no better one. Default 800. */
  readonly deadlineMs?: number;
  /** Checks that may wait for a call; those beyond are `unavailable` at once. Default 10,000. */
  readonly maxQueue?: number;
  /** Checks in one call. Default 250, whose answer is read whole even if each key has the largest scope; limit of auth: 1000. */
  readonly maxBatch?: number;
  /** Calls on their way at once. Default 8. */
  readonly maxInFlight?: number;
  /** An allow that was asked for longer ago than this is thrown away. Default 1000. */
  readonly maxAllowAgeMs?: number;
  /** How long a check with a `minPosition` may be `behind` before that is the answer. Default 2000. */
  readonly maxWaitMs?: number;
  readonly clock?: Clock;
}

export interface AuthClient {
  /** Never rejects: an outage of any kind is the answer `unavailable`. */
  verify(check: Check): Promise<Answer>;
  /** Checks that wait for a call to be sent. */
  waiting(): number;
  /** Answers what is still open with `unavailable` and closes all connections. */
  close(): Promise<void>;
}

const WAIT_ROUND_MS = 250;

export function createAuthClient(options: AuthClientOptions): AuthClient {
  const { urls, token, deadlineMs = 800, maxQueue = 10_000, maxBatch = 250, maxInFlight = 8 } = options;
  const { maxAllowAgeMs = 1000, maxWaitMs = 2000, clock = systemClock } = options;
  if (urls.length === 0) throw new Error('the auth client needs at least one url');
  const replicas = createReplicas(urls, 2 * maxInFlight, deadlineMs);

  const queue = (waitMs: number | undefined) =>
    createCheckQueue({
      ...{ maxQueue, maxBatch, maxInFlight, deadlineMs, maxAllowAgeMs, clock },
      send: (checks, budgetMs, signal) => send(checks, waitMs, budgetMs, signal),
    });
  // auth holds a whole call back until its slowest check can be judged, so those that may wait travel apart.
  const prompt = queue(undefined);
  const patient = queue(WAIT_ROUND_MS);

  async function send(
    checks: readonly Check[],
    waitMs: number | undefined,
    budgetMs: number,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const text = await tokenOrNull(token, signal);
    if (text === null) return failed('no_token');
    return replicas.send({ checks, body: verifyBody(checks, waitMs), token: text }, budgetMs, signal);
  }

  /** Short rounds, each with the ordinary deadline: a hung auth is noticed as fast as ever, and an allow is fresh. */
  async function verifyAtLeast(check: Check): Promise<Answer> {
    const until = clock.monotonicMs() + maxWaitMs;
    for (;;) {
      const answer = await patient.ask(check);
      if (answer.verdict !== 'unavailable' || answer.reason !== 'behind') return answer;
      if (clock.monotonicMs() >= until) return answer;
    }
  }

  return {
    verify: (check) => (check.minPosition === undefined ? prompt.ask(check) : verifyAtLeast(check)),
    waiting: () => prompt.waiting() + patient.waiting(),
    close: async () => {
      prompt.close();
      patient.close();
      await replicas.close();
    },
  };
}

/** Null also when the token does not come before nobody waits for the answer any more. */
async function tokenOrNull(token: () => Promise<string>, signal: AbortSignal): Promise<string | null> {
  const { promise: givenUp, resolve } = Promise.withResolvers<null>();
  const giveUp = () => resolve(null);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([token(), givenUp]);
  } catch {
    return null;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
