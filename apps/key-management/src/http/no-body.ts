import { fieldName, Problem } from '@latchkey/platform';
import { rawBody } from '@latchkey/platform-nest';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const MAX_ERRORS = 100;

/** A handler's parameter where there is nothing to say: no body or `{}`. Any other is refused as everywhere. */
export const NoBody = createParamDecorator((_: unknown, context: ExecutionContext): undefined =>
  requireNoMembers(context.switchToHttp().getRequest<FastifyRequest>()),
);

const requireNoMembers = (request: FastifyRequest): undefined => {
  rawBody(request);
  const members = Object.keys(request.body ?? {}).slice(0, MAX_ERRORS);
  if (members.length === 0) return undefined;
  throw new Problem('validation_failed', {
    errors: members.map((name) => ({ field: fieldName(name), message: 'is not known' })),
  });
};
