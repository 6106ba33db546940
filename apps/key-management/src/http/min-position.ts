import { readMinPosition } from '@latchkey/platform-nest';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A handler's parameter: `x-latchkey-min-position`, not yet known to be a position. */
export const MinPosition = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined =>
  readMinPosition(context.switchToHttp().getRequest<FastifyRequest>().headers),
);
