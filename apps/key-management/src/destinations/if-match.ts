import { Problem } from '@latchkey/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Which states of a resource a change is meant for: any, or those with one of these etags. */
export type ExpectedEtags = 'any' | readonly string[];

/** A handler's parameter: `if-match` (RFC 9110); absent means any. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedEtags =>
  parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

export const parseIfMatch = (text: string | undefined): ExpectedEtags => {
  if (text === undefined || text.trim() === '*') return 'any';
  const etags = text.split(',').map((etag) => etag.trim());
  // A weak etag never matches: the comparison is the strong one.
  if (!etags.every((etag) => /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(etag))) {
    throw new Problem('bad_header', { detail: 'if-match must be * or etags in double quotes.' });
  }
  return etags;
};

export const matches = (expected: ExpectedEtags, etag: string): boolean =>
  expected === 'any' || expected.includes(etag);
