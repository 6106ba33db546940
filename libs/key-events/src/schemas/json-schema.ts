/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** An object with these members and no other. */
export const exactly = <Data extends object>(properties: { readonly [Name in keyof Data]-?: JsonSchema }) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

/** An object with some of these members, one at least, and no other. */
export const someOf = <Data extends object>(properties: { readonly [Name in keyof Data]-?: JsonSchema }) => ({
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties,
});

export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const setOf = (items: JsonSchema): JsonSchema => ({ type: 'array', minItems: 1, uniqueItems: true, items });
export const oneOf = (values: readonly string[]): JsonSchema => ({ type: 'string', enum: values });
export const described = (description: string, schema: JsonSchema): JsonSchema => ({ description, ...schema });
export const boolean: JsonSchema = { type: 'boolean' };
/** At most this many code points. */
export const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });
export const uuidV4: JsonSchema = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};
