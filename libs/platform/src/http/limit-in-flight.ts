import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { type Classifier } from '../problems/problem-catalogue';

/**
 * So many requests at once and no more: those beyond are answered with `classifier` (a 503) before their body is read, so
 * that a flood while something behind us hangs costs a bounded amount of memory.
 */
export function limitInFlight(
  fastify: FastifyInstance,
  maxInFlight: number,
  classifier: Classifier,
): { inFlight(): number } {
  let inFlight = 0;
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done) => {
    if (inFlight >= maxInFlight) return done(new Problem(classifier));
    inFlight += 1;
    // Also when the caller goes away before there is an answer.
    reply.raw.once('close', () => (inFlight -= 1));
    done();
  });
  return { inFlight: () => inFlight };
}
