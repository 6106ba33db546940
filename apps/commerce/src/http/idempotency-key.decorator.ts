import { isIdempotencyKey } from '@latchkey/idempotency';
import { Problem } from '@latchkey/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** `@IdempotencyKey() key: string | undefined`. Throws `bad_header` for one that is no plain word. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['x-idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && isIdempotencyKey(given)) return given;
  throw new Problem('bad_header', {
    detail: 'x-idempotency-key must be 1 to 255 printable ASCII characters without spaces.',
  });
});
