import { Problem } from '@latchkey/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * So many requests at once and no more: those beyond are answered 503 before their body is read, so that a flood while
 * auth or the database hangs costs a bounded amount of memory.
 */
export function limitInFlight(fastify: FastifyInstance, maxInFlight: number): { inFlight(): number } {
  let inFlight = 0;
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done) => {
    if (inFlight >= maxInFlight) return done(new Problem('authorization_unavailable'));
    inFlight += 1;
    // Also when the caller goes away before there is an answer.
    reply.raw.once('close', () => (inFlight -= 1));
    done();
  });
  return { inFlight: () => inFlight };
}
