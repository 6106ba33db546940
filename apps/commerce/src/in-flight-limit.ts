import { Problem } from '@latchkey/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * So many requests at once and no more: those beyond are answered 503 before their body is read, so that a flood while
 * auth or the database hangs costs a bounded amount of memory.
 */
export function limitInFlight(fastify: FastifyInstance, maxInFlight: number): { inFlight(): number } {
  let inFlight = 0;
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done) => {
    // Of a request that was cut off there is only the closing of its socket to see; of any other, both.
    inFlight += 1;
    reply.raw.once('close', () => (inFlight -= 1));
    done(inFlight > maxInFlight ? new Problem('authorization_unavailable') : undefined);
  });
  return { inFlight: () => inFlight };
}
