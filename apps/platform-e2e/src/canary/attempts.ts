import type { Call } from '@latchkey/testing/platform';
import fc from 'fast-check';
import type { Operation } from '../openapi/openapi-document';
import { valid, type Context, type Schema } from '../openapi/schema-arbitrary';

export interface Attempt extends Call {
  /** Where the canary is. */
  readonly where: string;
  readonly path: string;
}

/** What makes a request of an operation get far, when nothing else is wrong with it. */
export interface Basis {
  /** Existing ids by the first segment of a path; where there is none, it is one that nothing has. */
  readonly ids: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Values of query parameters without which nothing is answered. */
  readonly query?: Readonly<Record<string, string>>;
  resolve(ref: string): Schema;
}

/** Headers that any operation may be sent. */
const HEADERS = [
  ...['x-api-key', 'authorization', 'x-request-id', 'x-idempotency-key', 'x-latchkey-account', 'user-agent', 'cookie'],
  ...['content-type', 'referer', 'traceparent', 'baggage', 'x-forwarded-for', 'x-latchkey-min-position'],
];

const NOBODYS_ID = '7b0e1f7e-0000-4000-8000-000000000000';

/** One call for each place of an operation that takes anything from outside. `inText`: also where free text may be kept. */
export function attempts(operation: Operation, canary: string, basis: Basis, inText: boolean): Attempt[] {
  const method = operation.method.toUpperCase();
  const id = operation.method === 'delete' ? undefined : basis.ids[operation.path.split('/')[1] ?? ''];
  const bare = operation.path
    .replace('{user_id}', basis.ids['users'] ?? NOBODYS_ID)
    .replace(/\{[^}]+\}/g, id ?? NOBODYS_ID);
  const whole = operation.body === undefined ? undefined : smallest(operation.body, basis.resolve);
  const encoded = encodeURIComponent(canary);
  const named = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const needed = Object.entries(basis.query ?? {}).filter(([name]) =>
    named('query').some((each) => each.name === name),
  );
  const asked = (more: Readonly<Record<string, string>> = {}): string => {
    const query = new URLSearchParams({ ...Object.fromEntries(needed), ...more }).toString();
    return query === '' ? bare : `${bare}?${query}`;
  };
  const at = (where: string, more: Partial<Attempt> = {}): Attempt => ({
    ...{ where, path: asked(), method },
    ...(whole === undefined ? {} : { json: whole }),
    ...more,
    headers: { ...basis.headers, ...more.headers },
  });
  const withHeaders = (where: string, headers: Record<string, string>) => at(`header ${where}`, { headers });
  return [
    at('path', { path: operation.path.replace(/\{[^}]+\}/g, encoded) }),
    at('path behind', { path: `${bare}/${encoded}` }),
    at('query name', { path: asked({ [canary]: '1' }) }),
    ...named('query').map(({ name }) => at(`query ${name}`, { path: asked({ [name]: canary }) })),
    ...[...HEADERS, ...named('header').map(({ name }) => name)].map((name) => withHeaders(name, { [name]: canary })),
    withHeaders('any name', { [`x-${canary.slice(0, 40).replaceAll(/[^A-Za-z0-9]/g, '-')}`]: '1' }),
    withHeaders('bearer', { authorization: `Bearer ${canary}` }),
    withHeaders('pair', { 'x-own-name': 'x-api-key', 'x-own-value': canary }),
    withHeaders('pair, name', { 'x-own-name': canary, 'x-own-value': '1' }),
    ...(operation.body === undefined ? [] : inBody(at, canary, operation.body, basis.resolve, inText)),
  ];
}

function inBody(
  at: (where: string, more: Partial<Attempt>) => Attempt,
  canary: string,
  body: Schema,
  resolve: Basis['resolve'],
  inText: boolean,
): Attempt[] {
  const members = inText ? Object.keys(memberSchemas(body, resolve)) : [];
  const whole = smallest(body, resolve);
  const json = (where: string, content: unknown) => at(`body ${where}`, { json: content });
  const raw = (where: string, type: string, content: string) =>
    at(`body ${where}`, { raw: content, json: undefined, headers: { 'content-type': type } });
  return [
    ...members.map((name) => json(name, { ...whole, [name]: canary })),
    ...members.map((name) => json(`${name}, inside`, { ...whole, [name]: { [canary]: [canary] } })),
    json('unknown member', { ...whole, surplus: canary, security_code: canary }),
    json('member name', { ...whole, [canary]: 1 }),
    json('text', canary),
    raw('cut off', 'application/json', `{"label":"${canary}`),
    raw('other type', `text/${canary.slice(0, 20)}`, canary),
    raw('form', 'application/x-www-form-urlencoded', `${encodeURIComponent(canary)}=${encodeURIComponent(canary)}`),
  ];
}

/** What only forwards take: templates, and where to. `url` is allowed. */
export function forwardAttempts(operation: Operation, canary: string, basis: Basis, url: string): Attempt[] {
  const path = operation.path.replace(/\{[^}]+\}/g, basis.ids[operation.path.split('/')[1] ?? ''] ?? NOBODYS_ID);
  const attempt = (where: string, more: Partial<Attempt>): Attempt => ({
    ...{ where, path, method: 'POST', json: { fixed: 'text' } },
    ...more,
    headers: { ...basis.headers, ...more.headers },
  });
  const template = (where: string, text: string) => [
    attempt(`template, ${where}`, { json: { member: text } }),
    attempt(`template, ${where}, in a form`, {
      ...{ json: undefined, raw: new URLSearchParams({ member: text }).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  ];
  const to = (where: string, address: string) => attempt(where, { headers: { 'x-destination-url': address } });
  const encoded = encodeURIComponent(canary);
  return [
    ...template('text', canary),
    ...template('name', `{{ ${canary} }}`),
    ...template('name, run together', `{{${canary}`),
    ...template('filter', `{{ cardholder_name | ${canary} }}`),
    attempt('template, member name', { json: { [canary]: '{{ nothing }}' } }),
    attempt('template, member name, right', { json: { [canary]: '{{ expiration_year }}' } }),
    attempt('template, member name, inside', { json: { [canary]: { a: ['{{ expiration_month | yy }}'] } } }),
    attempt('template, no JSON', { raw: `{"a": ${canary}x`, json: undefined }),
    to('destination, query', `${url}?q=${encoded}`),
    to('destination, host', `https://${encoded}.example/`),
    to('destination, user', `https://${encoded}@psp.example/`),
    to('destination, fragment', `${url}#${encoded}`),
    to('destination, whole', canary),
  ];
}

/** The members that must be there, as the schema describes them. */
function smallest(schema: Schema, resolve: Basis['resolve']): object {
  if (schema.$ref !== undefined) return smallest(resolve(schema.$ref), resolve);
  if (schema.examples !== undefined) return schema.examples[0] as object;
  const context = { resolve, uuids: fc.constant(NOBODYS_ID) };
  const members = (schema.required ?? []).map((name) => [name, anyValue(schema.properties?.[name] ?? {}, context)]);
  return Object.fromEntries(members) as object;
}

/** Of a list none, and of an enumeration the last: an account with two merchants cannot go back to the first model. */
function anyValue(schema: Schema, context: Context): unknown {
  if (schema.type === 'array' && !schema.minItems) return [];
  if (schema.enum !== undefined) return schema.enum.at(-1);
  return fc.sample(valid(schema, context), { numRuns: 1, seed: 20261126 })[0];
}

function memberSchemas(schema: Schema, resolve: Basis['resolve']): Readonly<Record<string, Schema>> {
  return schema.$ref === undefined ? (schema.properties ?? {}) : memberSchemas(resolve(schema.$ref), resolve);
}
