import { fieldName, Problem } from '@latchkey/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** `@NoBody() _body`. None, or an object without members; throws what is wrong with any other. */
export const NoBody = createParamDecorator((_: unknown, context: ExecutionContext): void => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body === undefined || body === null) return;
  const [unknown] = Object.keys(body);
  if (unknown !== undefined)
    throw new Problem('validation_failed', { errors: [{ field: fieldName(unknown), message: 'is not known' }] });
});
