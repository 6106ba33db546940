import {
  type Answer,
  type Attempt,
  type Idempotency,
  type IdempotentRequest,
  isIdempotencyKey,
  outcomeProblem,
  type WorkResult,
} from '@latchkey/idempotency';
import { newId, Problem } from '@latchkey/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { rawBody } from '@latchkey/platform-nest';
import type { FastifyRequest } from 'fastify';
import type { Call } from '../callers/call';

/** What makes a POST harmless to repeat, if the caller asked for it; undefined otherwise. */
export interface Repeatable {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly fingerprint: readonly Uint8Array[];
}

/** A handler's parameter: `x-idempotency-key` and what the request's fingerprint is made of. */
export const TheRepeatable = createParamDecorator((_: unknown, context: ExecutionContext): Repeatable | undefined =>
  readRepeatable(context.switchToHttp().getRequest<FastifyRequest>()),
);

const readRepeatable = (request: FastifyRequest): Repeatable | undefined => {
  const key = request.headers['x-idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !isIdempotencyKey(key)) {
    throw new Problem('bad_header', { detail: 'x-idempotency-key must have 1 to 255 printable ASCII characters.' });
  }
  // No header but those in the record's scope shapes the outcome of our POSTs.
  return { method: request.method, path: pathOf(request), key, fingerprint: [rawBody(request)] };
};

/** With the ids that it names, in the spelling that our answers use: a record of one thing never answers for another. */
const pathOf = ({ routeOptions, params }: FastifyRequest): string => {
  const ids = (params ?? {}) as Readonly<Record<string, string>>; // as the router makes them
  return (routeOptions.url ?? '').replace(/:(\w+)/g, (whole, name: string) => ids[name]?.toLowerCase() ?? whole);
};

/** Runs a creation at most once for each idempotency key. */
export interface Idempotent {
  /** Without a key: just runs it, with random ids. Rejects with the `Problem`s of product.md section 3. */
  run(call: Call, repeatable: Repeatable | undefined, work: Work): Promise<Answer>;
}

export type Work = (attempt: Attempt) => Promise<WorkResult>;

export const createIdempotent = (idempotency: Idempotency): Idempotent => ({
  run: async (call, repeatable, work) => {
    if (!repeatable) return (await work({ commandId: newId(), resourceId: newId(), attempt: 1 })).answer;
    const outcome = await idempotency.execute(requestOf(call, repeatable), work);
    switch (outcome.kind) {
      case 'fresh':
        return outcome.answer;
      case 'replayed':
        return { ...outcome.answer, headers: { ...outcome.answer.headers, 'idempotent-replayed': 'true' } };
      default:
        throw outcomeProblem(outcome);
    }
  },
});

const requestOf = (call: Call, { method, path, key, fingerprint }: Repeatable): IdempotentRequest => ({
  scope: { accountId: call.accountId, caller: `${call.actor.type}:${call.actor.id}`, method, path, key },
  fingerprint,
});
