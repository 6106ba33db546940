import type { Call } from '@latchkey/testing/platform';
import fc from 'fast-check';
import type { Operation, Parameter } from './openapi-document';
import { damaged, rubbish, valid, type Context } from './schema-arbitrary';

/** What a generator cannot know. */
export interface Known {
  readonly callers: Record<string, string>[];
  /** Existing objects by the first segment of a path. */
  readonly ids: Record<string, readonly string[]>;
  /** Values of headers and query parameters that nothing generated would hit upon. */
  readonly headers: Record<string, readonly string[]>;
}

export interface GeneratedRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Body;
}

type Body = Pick<Call, 'json' | 'raw'> & { readonly contentType?: string };

/** What an operation may be sent: mostly what it describes, with ids that exist; the rest damaged. */
export function request(operation: Operation, context: Context, known: Known): fc.Arbitrary<GeneratedRequest> {
  const parameters = operation.parameters.filter(({ name }) => name !== 'x-api-key' && name !== 'authorization');
  const values = fc.tuple(
    ...parameters.map((parameter) =>
      parameter.in === 'path'
        ? pathValue(known.ids[parameter.name === 'user_id' ? 'users' : (operation.path.split('/')[1] ?? '')] ?? [])
        : parameterValue(parameter, context, known),
    ),
  );
  const body = bodyOf(operation, context);
  return fc.tuple(values, body, callers(known)).map(([given, payload, caller]) => {
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    let path = operation.path;
    parameters.forEach((parameter, index) => {
      const value = given[index];
      if (value === undefined) return;
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
      if (parameter.in === 'query') query.append(parameter.name, value);
      if (parameter.in === 'header' && /^[\x20-\x7e]*$/.test(value)) headers[parameter.name] = value;
    });
    if (payload.contentType !== undefined) headers['content-type'] = payload.contentType;
    // What a caller is must come last: a generated account header would only make every call a 404.
    return { path: query.size === 0 ? path : `${path}?${query}`, headers: { ...headers, ...caller }, body: payload };
  });
}

const pathValue = (ids: readonly string[]): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.uuid({ version: 4 }) },
    {
      weight: 1,
      arbitrary: fc
        .string({ minLength: 1, maxLength: 20 })
        .filter((s) => !/^\.{1,2}$/.test(s))
        .map((s) => s.toWellFormed()),
    },
  );

function parameterValue(
  { name, required, schema }: Parameter,
  context: Context,
  known: Known,
): fc.Arbitrary<string | undefined> {
  const values = known.headers[name];
  const choice = fc.oneof(
    { weight: 4, arbitrary: values ? fc.constantFrom(...values) : valid(schema, context).map(asText) },
    { weight: 1, arbitrary: fc.oneof(valid(schema, context), rubbish).map(asText) },
  );
  return required ? choice : fc.option(choice, { nil: undefined, freq: 2 });
}

const wellFormed = (text: string): string => text.toWellFormed();
const asText = (value: unknown): string =>
  wellFormed(Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : JSON.stringify(value));

function bodyOf({ body, form }: Operation, context: Context): fc.Arbitrary<Body> {
  if (body === undefined) return fc.constant({});
  const asForm = (fields: unknown): Body => ({
    contentType: 'application/x-www-form-urlencoded',
    raw: new URLSearchParams(fields as Record<string, string>).toString(),
  });
  return fc.oneof(
    { weight: 6, arbitrary: valid(body, context).map((json) => ({ json })) },
    { weight: 4, arbitrary: damaged(body, context).map((json) => ({ json: json === undefined ? null : json })) },
    { weight: 1, arbitrary: fc.string({ maxLength: 50 }).map((raw) => ({ raw })) },
    ...(form === undefined
      ? []
      : [
          { weight: 4, arbitrary: valid(form, context).map(asForm) },
          { weight: 2, arbitrary: fc.constantFrom(...BAD_TEMPLATES).map(asTemplate) },
        ]),
  );
}

const asTemplate = (raw: string): Body => ({ contentType: 'application/json', raw });
const BAD_TEMPLATES = [
  '{"a": "{{ nothing }}"}',
  '{"a": {{ amount | last5 }}}',
  '{"a": "{{ amount"}',
  '{"{{ eci }}": 1}',
  '{{',
];

const callers = (known: Known): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...known.callers) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,60}$/).map((key) => ({ 'x-api-key': key })) },
  );
