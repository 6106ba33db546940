import { Problem } from '@latchkey/platform';
import type { FastifyInstance } from 'fastify';

/** Each may hold a body of 1 MiB, its rendering, and an answer of 4 MiB with its masked copy. */
const MAX_FORWARDS = 100;

/** So many forwards at once; those beyond are told before their body is read that nothing was sent. */
export function limitForwards(fastify: FastifyInstance): { inFlight(): number } {
  let inFlight = 0;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || request.routeOptions.config.rawBodyLimitBytes === undefined) return done();
    if (inFlight >= MAX_FORWARDS) return done(new Problem('overloaded', { outbound: 'not_sent' }));
    inFlight += 1;
    reply.raw.once('close', () => (inFlight -= 1));
    done();
  });
  return { inFlight: () => inFlight };
}
