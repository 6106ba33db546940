import { RawBody } from '@latchkey/platform-nest';
import { MAX_TEMPLATE_BYTES } from '@latchkey/templates';
import { applyDecorators } from '@nestjs/common';
import type { Operation } from '../authorization/operation';
import { RequiresFeature } from '../authorization/requires-feature.decorator';

declare module 'fastify' {
  interface FastifyContextConfig {
    forwardOperation?: Operation;
  }
}

/** A route that forwards: its body is a template, and none of it is read before auth has allowed the operation. */
export const ForwardRoute = (operation: Operation) =>
  applyDecorators(RequiresFeature(operation), RawBody(MAX_TEMPLATE_BYTES, { forwardOperation: operation }));
