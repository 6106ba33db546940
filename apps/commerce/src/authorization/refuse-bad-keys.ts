import type { Mode } from '@latchkey/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { INTERNAL_PATHS } from './internal-route';
import { readKey } from './request-authorizer';

/** Whatever needs no key. */
const PUBLIC = /^\/(docs|openapi\.json)/;

/**
 * What is wrong with a key on its face is answered from the headers alone: such a request takes no place among those in
 * flight, and none of its body is waited for.
 */
export function refuseBadKeys(fastify: FastifyInstance, mode: Mode): void {
  fastify.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    const { url = '' } = request.routeOptions;
    if (request.is404 || PUBLIC.test(url) || INTERNAL_PATHS.has(url)) return done();
    try {
      readKey(request.headers, mode);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
