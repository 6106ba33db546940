import { fieldName, Problem, type FieldError } from '@latchkey/platform';
import { type PipeTransform } from '@nestjs/common';
import { type QueryParser, type ValueOf } from './query-parser';

export type QueryShape = Readonly<Record<string, QueryParser<unknown>>>;
export type QueryOf<Shape extends QueryShape> = { readonly [Name in keyof Shape]: ValueOf<Shape[Name]> | undefined };

const MAX_ERRORS = 100;

// Control characters: among them NUL, which PostgreSQL takes for an error in any text.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Reads a query; throws one `bad_query` naming each parameter that is unknown, repeated, empty or wrong. */
export function parseQuery<Shape extends QueryShape>(query: unknown, shape: Shape): QueryOf<Shape> {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const [name, given] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const parser = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const result = parser === undefined ? { fault: 'is not known' } : read(given, parser);
    if ('fault' in result) errors.push({ field: fieldName(name), message: result.fault });
    else values[name] = result.value;
  }
  if (errors.length > 0) throw badQuery(errors.slice(0, MAX_ERRORS));
  // Each member was read by the parser of its name.
  return values as QueryOf<Shape>;
}

export const badQuery = (errors: readonly FieldError[]): Problem =>
  new Problem('bad_query', {
    detail: errors
      .map(({ field, message }) => `${field} ${message}`)
      .join('; ')
      .slice(0, 500),
    errors,
  });

function read(given: unknown, parser: QueryParser<unknown>): { readonly value: unknown } | { readonly fault: string } {
  if (Array.isArray(given)) return { fault: 'must be given once' };
  const value = typeof given === 'string' && given !== '' && !CONTROL.test(given) ? parser.parse(given) : undefined;
  return value === undefined ? { fault: `must be ${parser.expected}` } : { value };
}

/** `@Query(queryPipe({wait: q.oneOf([...])})) query`. `queryPipe({})` allows no query at all. */
export const queryPipe = <Shape extends QueryShape>(shape: Shape): PipeTransform<unknown, QueryOf<Shape>> => ({
  transform: (query) => parseQuery(query, shape),
});
