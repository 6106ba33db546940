import fc from 'fast-check';
import { readOpenApi, type Operation } from './openapi/openapi-document';
import { damaged, rubbish, valid, type Context, type Schema } from './openapi/schema-arbitrary';
import { operatorOf } from './support/actors';
import { call } from './support/http';
import { startPlatform, type Platform, type ServiceName } from './support/platform';

/** Requests for each operation and service; enough to meet every parameter damaged and whole. */
const RUNS_PER_OPERATION = 60;

interface Known {
  readonly callers: Record<string, string>[];
  /** Existing objects by the first segment of a path. */
  readonly ids: Record<string, readonly string[]>;
}

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform?.stop());

/** A service gets an account and keys of its own: what is sent to one may revoke the key that calls. */
async function prepare(): Promise<Known> {
  const operator = operatorOf(platform);
  const account = await operator.openAccount('ecosystem');
  const merchant = await operator.addMerchant(account, 'Conformance Ltd');
  const scoped = await operator.makeKey(account, { merchant_ids: [merchant], features: ['tokens.list'] });
  const key = await operator.makeKey(account);
  const spare = await operator.makeKey(account);
  const made = await call(platform.services.commerce.url, '/tokens', {
    method: 'POST',
    headers: { 'x-api-key': key.secret, 'x-latchkey-min-position': key.position },
    json: { account_number: '4111111111111111', expiry_month: 12, expiry_year: 2040, merchant_id: merchant },
  });
  expect(made.status).toBe(201);
  return {
    callers: [
      { authorization: `Bearer ${platform.operatorToken}`, 'x-latchkey-account': account },
      { 'x-api-key': key.secret },
      { 'x-api-key': scoped.secret },
    ],
    ids: {
      accounts: [account],
      merchants: [merchant],
      'api-keys': [spare.id],
      tokens: [(made.body as { id: string }).id],
    },
  };
}

describe.each<[ServiceName]>([['key_management'], ['commerce'], ['auth']])('%s', (service) => {
  test('does what its OpenAPI document says, whatever is sent', async () => {
    const base = platform.services[service].url;
    const known = await prepare();
    if (service === 'auth') known.callers.splice(0, 3, { authorization: `Bearer ${await platform.serviceToken()}` });
    const { body } = await call(base, '/openapi.json');
    const document = readOpenApi(body as Parameters<typeof readOpenApi>[0]);
    expect(document.version).toMatch(/^3\.1\./);
    expect(document.operations.length).toBeGreaterThan(0);

    const uuids = fc.oneof(fc.constantFrom(...Object.values(known.ids).flat()), fc.uuid({ version: 4 }));
    const context: Context = { resolve: document.resolve, uuids };
    const seen = new Set<string>();
    for (const operation of deletionsLast(document.operations)) {
      await fc.assert(
        fc.asyncProperty(request(operation, context, known), async (sent) => {
          const answer = await call(base, sent.path, {
            method: operation.method.toUpperCase(),
            headers: sent.headers,
            ...sent.body,
          });
          seen.add(`${operation.method} ${operation.path} ${answer.status}`);
          const faults = document.faults(operation, answer.status, answer.headers.get('content-type'), answer.body);
          expect({ operation: named(operation), status: answer.status, faults }).toEqual({
            operation: named(operation),
            status: answer.status,
            faults: [],
          });
          expect(answer.status).toBeLessThan(500);
          expect(answer.headers.get('x-request-id')).toBeTruthy();
        }),
        { numRuns: RUNS_PER_OPERATION, seed: 20261123 },
      );
    }
    // A generator that is refused everywhere proves nothing: each operation has to have got through.
    const succeeded = document.operations.filter(({ method, path }) =>
      [...seen].some((entry) => entry.startsWith(`${method} ${path} 2`)),
    );
    expect(document.operations.filter((operation) => !succeeded.includes(operation)).map(named)).toEqual([]);
  });
});

const named = ({ method, path }: Operation): string => `${method} ${path}`;

/** What a deletion takes away is needed by the others; the calling key goes last of all. */
const deletionsLast = (operations: readonly Operation[]): Operation[] => {
  const rank = ({ method, path }: Operation) => (method !== 'delete' ? 0 : path === '/api-key' ? 2 : 1);
  return operations.toSorted((a, b) => rank(a) - rank(b));
};

interface GeneratedRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: { json?: unknown; raw?: string };
}

function request(operation: Operation, context: Context, known: Known): fc.Arbitrary<GeneratedRequest> {
  const parameters = operation.parameters.filter(({ name }) => name !== 'x-api-key' && name !== 'authorization');
  const values = fc.tuple(
    ...parameters.map((parameter) =>
      parameter.in === 'path'
        ? pathValue(known.ids[operation.path.split('/')[1] ?? ''] ?? [])
        : parameterValue(parameter.required ?? false, parameter.schema, context),
    ),
  );
  const body = operation.body === undefined ? fc.constant({}) : bodyOf(operation.body, context);
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

function parameterValue(required: boolean, schema: Schema, context: Context): fc.Arbitrary<string | undefined> {
  const choice = fc.oneof(
    { weight: 4, arbitrary: valid(schema, context).map(asText) },
    { weight: 1, arbitrary: rubbish.map(asText) },
  );
  return required ? choice : fc.option(choice, { nil: undefined, freq: 2 });
}

const wellFormed = (text: string): string => text.toWellFormed();
const asText = (value: unknown): string =>
  wellFormed(Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : JSON.stringify(value));

function bodyOf(schema: Schema, context: Context): fc.Arbitrary<{ json?: unknown; raw?: string }> {
  return fc.oneof(
    { weight: 6, arbitrary: valid(schema, context).map((json) => ({ json })) },
    { weight: 4, arbitrary: damaged(schema, context).map((json) => ({ json: json === undefined ? null : json })) },
    { weight: 1, arbitrary: fc.string({ maxLength: 50 }).map((raw) => ({ raw })) },
  );
}

const callers = (known: Known): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...known.callers) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,60}$/).map((key) => ({ 'x-api-key': key })) },
  );
