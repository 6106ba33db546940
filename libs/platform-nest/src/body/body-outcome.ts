import { type Problem } from '@latchkey/platform';
import { type FastifyInstance, type FastifyRequest } from 'fastify';

/**
 * How reading the body ended. A problem is kept, not thrown: 401 and 403 come from guards and must win, so it is raised
 * when a handler's parameter (or `rawBody`) first asks for the body.
 */
export type BodyOutcome =
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>>; readonly raw: Buffer }
  /** Of a route that reads bodies of its own kind: see `RawBody`. */
  | { readonly kind: 'bytes'; readonly raw: Buffer }
  | { readonly kind: 'none' }
  | { readonly kind: 'problem'; readonly problem: Problem };

const OUTCOME = Symbol('body outcome');
const CONTENT_TYPE = Symbol('content type');
const NO_BYTES = Buffer.alloc(0);

interface WithOutcome {
  [OUTCOME]?: BodyOutcome;
  [CONTENT_TYPE]?: string;
}

/** Call before routes are added, so that Fastify gives every request the member from the start. */
export function decorateWithBodyOutcome(fastify: FastifyInstance): void {
  fastify.decorateRequest(OUTCOME, undefined);
  fastify.decorateRequest(CONTENT_TYPE, undefined);
}

export function keepBodyOutcome(request: FastifyRequest, outcome: BodyOutcome): void {
  (request as WithOutcome)[OUTCOME] = outcome;
}

/** The header as it came: Fastify is shown another where it would refuse this one. */
export const contentTypeOf = (request: FastifyRequest): string | undefined => (request as WithOutcome)[CONTENT_TYPE];

export function keepContentType(request: FastifyRequest, contentType: string): void {
  (request as WithOutcome)[CONTENT_TYPE] = contentType;
}

/** The outcome as it was kept; a method without a body has none. */
export const bodyOutcome = (request: FastifyRequest): BodyOutcome =>
  (request as WithOutcome)[OUTCOME] ?? { kind: 'none' };

/**
 * The bytes of the body as they came, for fingerprints; none for a request without a body. Throws the body's problem.
 */
export function rawBody(request: FastifyRequest): Buffer {
  const outcome = bodyOutcome(request);
  if (outcome.kind === 'problem') throw outcome.problem;
  return outcome.kind === 'none' ? NO_BYTES : outcome.raw;
}
