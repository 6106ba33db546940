import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { accountPublications } from './publications/account.publications';
import { apiKeyPublications } from './publications/api-key.publications';
import { headersSchema } from './schemas/headers.schema';
import type { JsonSchema } from './schemas/json-schema';

/** Says which member breaks which rule, or null; never what the member holds. */
export type Validator = (json: unknown) => string | null;

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });

const compile = (schema: JsonSchema): Validator => {
  const validate: ValidateFunction = ajv.compile(schema);
  return (json) => {
    if (validate(json)) return null;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} breaks ${first?.keyword ?? 'the schema'}`.trimStart();
  };
};

/** By the type of published event. Compiled once, when this is loaded. */
export const recordValidators: ReadonlyMap<string, { readonly data: Validator; readonly headers: Validator }> = new Map(
  [...Object.values(apiKeyPublications), ...Object.values(accountPublications)].map(({ type, schema }) => [
    type,
    { data: compile(schema), headers: compile(headersSchema(type)) },
  ]),
);
