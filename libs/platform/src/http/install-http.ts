import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { createAccessLog } from './access-log';
import { drainConnectionsOnClose } from './drain-connections';
import { MAX_HEADERS, MAX_URL_CHARS, type HttpOptions } from './fastify-options';
import { logProblem } from './log-problem';
import { problemReply } from './problem-reply';
import { setStandardHeaders } from './security-headers';
import { toProblem, type ErrorMapper } from './to-problem';

/**
 * What every HTTP service of ours has, on a Fastify made with `fastifyOptions`: request ids, security headers, limits on
 * URL and headers, access log and metrics, an orderly close. Call it before any route is added.
 */
export function installHttp(fastify: FastifyInstance, options: Pick<HttpOptions, 'logger' | 'metrics'>): void {
  const accessLog = createAccessLog(options);
  fastify.removeContentTypeParser('text/plain');

  fastify.addHook('onRequest', (request, reply, done) => {
    setStandardHeaders(request, reply);
    done(refusal(request));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    accessLog(request, reply);
    done();
  });
  fastify.decorate('answerUnroutable', (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
    problemReply(request, reply, new Problem('not_found'));
    accessLog(request, reply);
  });
  drainConnectionsOnClose(fastify);
}

/** Error and not-found handlers for a Fastify that is not under Nest (which sets its own). */
export function installProblemHandlers(
  fastify: FastifyInstance,
  { logger, mapError }: Pick<HttpOptions, 'logger'> & { readonly mapError?: ErrorMapper },
): void {
  fastify.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, mapError);
    logProblem(logger, problem, request.id);
    problemReply(request, reply, problem);
  });
  fastify.setNotFoundHandler((request, reply) => problemReply(request, reply, new Problem('not_found')));
}

function refusal({ raw }: FastifyRequest): Problem | undefined {
  if ((raw.url?.length ?? 0) > MAX_URL_CHARS) return new Problem('uri_too_long');
  // Names and values alternate.
  if (raw.rawHeaders.length > 2 * MAX_HEADERS) return new Problem('headers_too_large');
  if (raw.headers.host === undefined && raw.httpVersion === '1.1') return new Problem('malformed_request');
  return undefined;
}
