import { RouteConfig } from '@nestjs/platform-fastify';
import type { CustomDecorator } from '@nestjs/common';

declare module 'fastify' {
  interface FastifyContextConfig {
    rawBodyLimitBytes?: number;
  }
}

/**
 * A route that judges its bodies itself: they are kept as bytes (`rawBody`), of whatever type (`contentTypeOf`) and of at
 * most this size; beyond it 413, compressed ones 415. `more`: the route's other configuration.
 */
export const RawBody = (limitBytes: number, more: object = {}): CustomDecorator =>
  RouteConfig({ ...more, rawBodyLimitBytes: limitBytes });
