import fc from 'fast-check';

/** The part of JSON Schema 2020-12 that our OpenAPI documents use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
}

export interface Context {
  resolve(ref: string): Schema;
  /** What a UUID is drawn from. */
  readonly uuids: fc.Arbitrary<string>;
}

/** Values that the schema describes; where it gives examples they come often, for a pattern nothing else fits. */
export function valid(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valid(context.resolve(schema.$ref), context);
  if (schema.examples !== undefined) return fc.constantFrom(...schema.examples);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valid(choice, context)));
  const types = schema.type === undefined ? ['string'] : [schema.type].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, context)));
}

function ofType(type: string, schema: Schema, context: Context): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 });
    case 'array':
      return fc.array(valid(schema.items ?? {}, context), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'object':
      return object(schema, context);
    default:
      return string(schema, context);
  }
}

function object(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) => [name, valid(member, context)] as const,
  );
  return fc.record(Object.fromEntries(members), { requiredKeys: [...(schema.required ?? [])] });
}

function string(schema: Schema, context: Context): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return context.uuids;
  if (schema.format === 'date-time') {
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (schema.format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  return fc.string({
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 40, 200),
    unit: 'grapheme',
  });
}

/** Anything that JSON can carry, for where a service must say no. */
export const rubbish: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '../..',
    '%00',
    '-1',
    '1e999',
    'null',
    '[object Object]',
    'a'.repeat(300),
  ),
  fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
);

/** A valid object with one member replaced by rubbish, dropped or added. */
export function damaged(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid(schema, context), rubbish, fc.nat(), fc.constantFrom('replace', 'drop', 'add', 'whole'))
    .map(([value, bad, at, how]) => {
      if (how === 'whole' || typeof value !== 'object' || value === null || Array.isArray(value)) return bad;
      const members = Object.entries(value);
      const [name] = members[at % Math.max(members.length, 1)] ?? ['member'];
      if (how === 'drop') return Object.fromEntries(members.filter(([other]) => other !== name));
      return { ...value, [how === 'add' ? 'surplus' : name]: bad };
    });
}
