import { Problem } from '@latchkey/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { keepAuthorized } from '../authorization/caller.decorator';
import type { RequestAuthorizer } from '../authorization/request-authorizer.port';

/** Each may hold a body of 1 MiB, its rendering, and an answer of 4 MiB with its masked copy. */
export const MAX_FORWARDS = 100;
/** So that one account with a slow destination leaves places for the others. */
const MAX_FORWARDS_OF_ACCOUNT = 50;
/** A caller that does not read its answer by then has lost it: it would keep its place for ever. */
const MAX_ANSWERING_MS = 30_000;

export interface ForwardLimits {
  readonly max?: number;
  readonly maxOfAccount?: number;
  readonly maxAnsweringMs?: number;
}

/**
 * So many forwards at once; those beyond are 503 `overloaded` before their body is read. Whoever has no right to forward
 * takes no place: auth is asked first.
 */
export function limitForwards(
  fastify: FastifyInstance,
  authorizer: RequestAuthorizer,
  limits: ForwardLimits = {},
): { inFlight(): number } {
  const { max = MAX_FORWARDS, maxOfAccount = MAX_FORWARDS_OF_ACCOUNT, maxAnsweringMs = MAX_ANSWERING_MS } = limits;
  const byAccount = new Map<string, number>();
  let inFlight = 0;

  function takePlace(accountId: string, reply: FastifyReply): void {
    const ofAccount = byAccount.get(accountId) ?? 0;
    if (inFlight >= max || ofAccount >= maxOfAccount) throw new Problem('overloaded');
    inFlight += 1;
    byAccount.set(accountId, ofAccount + 1);
    reply.raw.once('close', () => {
      inFlight -= 1;
      const left = (byAccount.get(accountId) ?? 1) - 1;
      if (left === 0) byAccount.delete(accountId);
      else byAccount.set(accountId, left);
    });
  }

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { forwardOperation } = request.routeOptions.config;
    if (forwardOperation === undefined) return;
    const authorized = await authorizer.authorize(request.headers, forwardOperation);
    // Gone meanwhile: its `close` has been, and would never give the place back.
    if (request.raw.socket.destroyed) throw new Problem('malformed_request');
    takePlace(authorized.verdict.accountId, reply);
    keepAuthorized(request, authorized);
  }

  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || request.routeOptions.config.forwardOperation === undefined) return done();
    admit(request, reply).then(() => done(), done);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (!request.is404 && request.routeOptions.config.forwardOperation !== undefined) {
      const timer = setTimeout(() => reply.raw.destroy(), maxAnsweringMs).unref();
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
  return { inFlight: () => inFlight };
}
