import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type HttpOptions } from './fastify-options';

const UNMATCHED = 'unmatched';

/** One line and one observation per answered request. Shows the route's template, never the path or the query. */
export function createAccessLog({ logger, metrics }: Pick<HttpOptions, 'logger' | 'metrics'>) {
  const observers = new Map<string, { observe(seconds: number): void }>();

  const observerOf = (method: string, route: string, status: string) => {
    const key = `${method} ${route} ${status}`;
    let observer = observers.get(key);
    if (observer === undefined) {
      // Bounded: routes, methods and classes are ours, and what matches no route shares one name.
      observer = metrics.httpRequests.labels({ method, route, status });
      observers.set(key, observer);
    }
    return observer;
  };

  return (request: FastifyRequest, reply: FastifyReply): void => {
    const route = (request.is404 ? undefined : request.routeOptions?.url) ?? UNMATCHED;
    const { statusCode: status, elapsedTime: ms } = reply;
    observerOf(request.method, route, `${Math.trunc(status / 100)}xx`).observe(ms / 1000);
    logger.info(
      { request_id: request.id, method: request.method, route, status, ms: Math.round(ms * 100) / 100 },
      'request',
    );
  };
}
