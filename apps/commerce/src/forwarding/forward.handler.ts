import { outcomeProblem, type Answer, type Idempotency } from '@latchkey/idempotency';
import { Problem } from '@latchkey/platform';
import { idempotencyScope } from '../http/idempotency-scope';
import { authoriseForward, type Permit } from './authorise-forward';
import { deliver, type DeliverDeps } from './deliver';
import type { Forward, RelayedAnswer } from './forward.types';
import { problemToRemember, recall, remember } from './remembered-answer';
import type { Header } from './request-headers';

export interface ForwardDeps extends DeliverDeps {
  readonly idempotency: Idempotency;
  /** From the first question to auth to the last byte of the answer. */
  readonly totalTimeoutMs: number;
  /** Aborts what is under way, some time after the service began to stop. */
  readonly stopping: AbortSignal;
}

/** What makes a forward happen at most once. */
export interface ForwardOnce {
  readonly key: string;
  /** The request's path, in one form whatever its spelling. */
  readonly path: string;
  /** The body as it came. */
  readonly body: Buffer;
}

export interface Forwarded {
  readonly answer: RelayedAnswer;
  readonly replayed: boolean;
}

export type ForwardHandler = (forward: Forward, once: ForwardOnce | undefined) => Promise<Forwarded>;

/** As it is handed on at once; what is kept for a repeat is in remembered-answer.ts. */
interface ForwardOutcome extends Answer {
  readonly body: RelayedAnswer | Problem;
}

/** A record must outlive the attempt that owns it. */
const LEASE_MARGIN_MS = 10_000;

/**
 * Authorises and sends. With an idempotency key at most one request leaves, whatever crashes: a repeat gets the first answer
 * or is told that the outcome is not known. Throws `Problem`.
 */
export function createForwardHandler(deps: ForwardDeps): ForwardHandler {
  return async (forward, once) => {
    const deadline = AbortSignal.any([AbortSignal.timeout(deps.totalTimeoutMs), deps.stopping]);
    // Also before an earlier answer is repeated.
    const permit = await authoriseForward(forward, deps.clock);
    if (once === undefined) {
      return { answer: await deliver(deps, forward, permit, async () => true, deadline), replayed: false };
    }
    return deliverOnce(deps, forward, permit, once, deadline);
  };
}

async function deliverOnce(
  deps: ForwardDeps,
  forward: Forward,
  permit: Permit,
  { key, path, body }: ForwardOnce,
  deadline: AbortSignal,
): Promise<Forwarded> {
  const request = {
    scope: idempotencyScope(forward.caller, path, key),
    fingerprint: [forward.subject.tokenId, permit.url.href, JSON.stringify(outcomeHeaders(forward.headers)), body],
    leaseMs: deps.totalTimeoutMs + LEASE_MARGIN_MS,
  };
  const outcome = await deps.idempotency.execute<ForwardOutcome>(request, async ({ beginEffect }) => {
    try {
      const answer = await deliver(deps, forward, permit, beginEffect, deadline);
      return { answer: { status: answer.status, headers: {}, body: answer }, remembered: remember(answer) };
    } catch (error) {
      // It arrived, and that its answer is of no use is what a repeat must be told too.
      if (error instanceof Problem && error.outbound === 'sent') {
        return { answer: { status: error.status, headers: {}, body: error }, remembered: problemToRemember(error) };
      }
      throw error;
    }
  });
  switch (outcome.kind) {
    case 'fresh':
      if (outcome.answer.body instanceof Problem) throw outcome.answer.body;
      return { answer: outcome.answer.body, replayed: false };
    case 'replayed':
      return { answer: shownNow(recall(outcome.answer), permit), replayed: true };
    default:
      throw outcomeProblem(outcome);
  }
}

/** A destination that gives its status alone by now gives no earlier answer either. */
const shownNow = (answer: RelayedAnswer, { relay }: Permit): RelayedAnswer =>
  relay === 'status_only' ? { status: answer.status, headers: [], body: Buffer.alloc(0) } : answer;

/** Those that say only who asks and when differ between a request and its repeat. */
const outcomeHeaders = (headers: readonly Header[]): readonly Header[] =>
  headers.filter(([name]) => !OF_ONE_ATTEMPT.has(name));

const OF_ONE_ATTEMPT = new Set(['baggage', 'date', 'traceparent', 'tracestate', 'user-agent', 'x-request-id']);
