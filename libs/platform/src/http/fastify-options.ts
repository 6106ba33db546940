import { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { type Metrics } from '../metrics/metrics';
import { type Logger } from '../logging/logger';
import { answerClientError } from './client-error';
import { requestId } from './request-id';

export interface HttpOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Bytes; default 1 MiB. */
  readonly bodyLimitBytes?: number;
  /** A request that has not arrived whole by then is 408. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Addresses and networks whose `x-forwarded-for` tells the caller's address. Default: none. */
  readonly trustedProxies?: readonly string[];
}

export const MAX_URL_CHARS = 8 * 1024;
export const MAX_HEADERS = 100;
const MAX_HEADER_BYTES = 16 * 1024;

/** Options for `Fastify(...)` with our limits; `installHttp` does the rest. Our logger logs, Fastify's does not. */
export function fastifyOptions(options: HttpOptions) {
  const { bodyLimitBytes = 1024 * 1024, requestTimeoutMs = 30_000, trustedProxies = [] } = options;
  return {
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 65_000,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
    forceCloseConnections: 'idle',
    // What arrives on a connection while we stop is still answered, and the connection closed.
    return503OnClosing: false,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // A path parameter of any length is a malformed id: 404 from its handler, after authorisation.
    routerOptions: { maxParamLength: MAX_URL_CHARS },
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs),
      // installHttp refuses it with a problem body; Node's own answer is empty.
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      // The router could not decode the path. Hooks do not run; `answerUnroutable` is installed by installHttp.
      request.server.answerUnroutable(error, request, reply);
    },
  } as const satisfies FastifyServerOptions & { readonly http: object };
}

declare module 'fastify' {
  interface FastifyInstance {
    answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void;
  }
}
