import {
  fastifyOptions,
  installHttp,
  installProblemHandlers,
  serveDocs,
  type Logger,
  type Metrics,
} from '@latchkey/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import { lastUsedRoute, type LastUsedRouteOptions } from './last-used.route';
import { authOpenApi } from './openapi';
import { verifyRoute, type VerifyRouteOptions } from './verify.route';

export interface HttpServerOptions extends Omit<VerifyRouteOptions, 'metrics'> {
  readonly lastUsed: LastUsedRouteOptions['lastUsed'];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly authMetrics: VerifyRouteOptions['metrics'];
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 5_000;

/** Fastify without Nest: the verify path is short, and every microsecond of it is paid by each request to commerce. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { metrics, authMetrics, lastUsed, ...rest } = options;
  // A line for each call would cost more than the verdicts in it; metrics count them.
  const logger = options.logger.child({}, { level: quietLevel(options.logger) });
  const http = { logger, metrics, bodyLimitBytes: BODY_LIMIT_BYTES, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  const fastify = Fastify({
    ...fastifyOptions(http),
    // Plain JSON.parse: a `__proto__` in one check must not refuse the others, and nothing here copies members.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
  });
  installHttp(fastify, http);
  installProblemHandlers(fastify, { logger: options.logger });
  fastify.removeContentTypeParser('text/plain');
  serveDocs(fastify, authOpenApi);
  verifyRoute(fastify, { ...rest, metrics: authMetrics });
  lastUsedRoute(fastify, { lastUsed, tokens: rest.tokens });
  return fastify;
}

const quietLevel = (logger: Logger): string =>
  !logger.isLevelEnabled('debug') && logger.isLevelEnabled('warn') ? 'warn' : logger.level;
