export const ref = (path: string) => ({ $ref: `#/components/${path}` });
export const json = (schema: string) => ({ 'application/json': { schema: ref(`schemas/${schema}`) } });

/** Headers of every answer, and of one to a change. */
export const requestId = { 'x-request-id': ref('headers/RequestId') };
export const written = { ...requestId, 'x-latchkey-position': ref('headers/Position') };

/** Parameters of every operation. */
export const common = [ref('parameters/MinPosition'), ref('parameters/RequestId')];
export const pathId = (whose: string) => ({
  ...{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: `The ${whose}'s id.` },
});

/** A parameter of a list. */
export function filter(name: string, schema: object, description: string) {
  return { name, in: 'query', required: false, style: 'form', explode: false, schema, description };
}

/** The one order that lists of commerce have. */
export const sort = filter(
  'sort',
  { enum: ['created_at+asc', 'created_at+desc', 'created_at'] },
  'Default created_at+desc.',
);
