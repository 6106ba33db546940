import { parseQuery } from '@latchkey/platform-nest';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** `@NoQuery() _query`. Throws `bad_query` for any. Not a pipe: a body's 422 would come first. */
export const NoQuery = createParamDecorator((_: unknown, context: ExecutionContext) =>
  parseQuery(context.switchToHttp().getRequest<FastifyRequest>().query, {}),
);
