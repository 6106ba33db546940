import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Allowed, Authorized } from './request-authorizer.port';

const AUTHORIZED = Symbol('authorized');

interface WithAuthorized {
  [AUTHORIZED]?: Authorized;
}

export function keepAuthorized(request: FastifyRequest, allowed: Allowed): void {
  (request as WithAuthorized)[AUTHORIZED] = { ...allowed, requestId: request.id };
}

export const isAuthorized = (request: FastifyRequest): boolean => (request as WithAuthorized)[AUTHORIZED] !== undefined;

/** Who calls, as auth's verdict says. Throws where the guard has not run: a handler never runs for nobody. */
export function authorizedOf(request: FastifyRequest): Authorized {
  const authorized = (request as WithAuthorized)[AUTHORIZED];
  if (authorized === undefined) throw new Error('a handler was reached without a verdict');
  return authorized;
}

/** `@Caller() caller: Authorized`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  authorizedOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
