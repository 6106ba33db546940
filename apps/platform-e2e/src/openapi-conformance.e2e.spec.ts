import fc from 'fast-check';
import { readOpenApi, type Operation, type Parameter } from './openapi/openapi-document';
import { damaged, rubbish, valid, type Context } from './openapi/schema-arbitrary';
import { operatorOf } from './support/actors';
import { startDestination, type Behaviour, type Destination } from './support/destination';
import { call, type Call } from './support/http';
import { patiently } from './support/patiently';
import { startPlatform, type Platform, type ServiceName } from './support/platform';

/** Requests for each operation and service; enough to meet every parameter damaged and whole. */
const RUNS_PER_OPERATION = 60;

/** Far below the default, for a destination that never answers is among those forwarded to. */
const FORWARD_TIMEOUT_MS = 2_000;

interface Known {
  readonly callers: Record<string, string>[];
  /** Existing objects by the first segment of a path. */
  readonly ids: Record<string, readonly string[]>;
  /** Values of headers that nothing generated would hit upon. */
  readonly headers: Record<string, readonly string[]>;
}

let platform: Platform;
let destination: Destination;

beforeAll(async () => {
  destination = await startDestination();
  destination.behave(answerByPath);
  platform = await startPlatform({ commerce: { FORWARD_TIMEOUT_MS: String(FORWARD_TIMEOUT_MS) } });
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  await destination?.stop();
});

/** Statuses that mean something in our own answers too, and what cannot be relayed. */
const PATHS = [
  '/200',
  '/200',
  '/200',
  '/201',
  '/204',
  '/302',
  '/400',
  '/404',
  '/409',
  '/500',
  '/503',
  '/cut',
  '/silent',
];

const answerByPath: Behaviour = ({ path, body }, response) => {
  if (path === '/silent') return;
  if (path === '/cut') return void response.destroy();
  const status = Number(path.slice(1));
  const type = ['application/json', 'text/html; charset=latin1', 'application/problem+json', ''][body.length % 4] ?? '';
  response.writeHead(status, type === '' ? {} : { 'content-type': type });
  response.end(status === 204 ? undefined : `{"classifier": "not_found", "echo": ${JSON.stringify(body)}}`);
};

/** A service gets an account and keys of its own: what is sent to one may revoke the key that calls. */
async function prepare(): Promise<Known> {
  const operator = operatorOf(platform);
  const account = await operator.openAccount('ecosystem');
  // Nothing listens on port 1.
  await operator.allowDestinations(account, [destination.allowed(), destination.allowed({ ports: [1] })]);
  const merchants: string[] = [];
  for (const path of PATHS) {
    const details = { payment_forward_url: destination.url(path) };
    merchants.push(await operator.addMerchant(account, 'Conformance Ltd', details));
  }
  const [merchant = ''] = merchants;
  await operator.issueEncryptionKey(account, merchant);
  const features = ['tokens.list', 'payment-data.list', 'payment-data.forward', 'cardholder-data.forward'];
  const scoped = await operator.makeKey(account, { merchant_ids: merchants, features });
  const key = await operator.makeKey(account);
  const spare = await operator.makeKey(account);
  const make = async (path: string, json: object): Promise<string> => {
    const headers = { 'x-api-key': key.secret, 'x-latchkey-min-position': spare.position };
    const made = await call(platform.services.commerce.url, path, { method: 'POST', headers, json });
    expect(made.status).toBe(201);
    return (made.body as { id: string }).id;
  };
  const card = { account_number: '4111111111111111', expiry_month: 12, expiry_year: 2040 };
  const token = await make('/tokens', { ...card, merchant_id: merchant, security_code: '737' });
  const shared = await make('/tokens', card);
  const bundles: string[] = [];
  for (const merchant_id of merchants) {
    const payment = { amount: 1299, currency_code: 'EUR', reference: 'order 7', merchant_id };
    bundles.push(await make(`/tokens/${shared}/payment-data`, payment));
  }
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
      tokens: [token, shared],
      'payment-data': bundles,
    },
    headers: {
      'x-latchkey-token': [token, shared],
      'x-destination-url': [...PATHS.map((path) => destination.url(path)), 'http://localhost:1/'],
      'x-idempotency-key': ['one', 'two', 'three'],
      'x-latchkey-min-position': [spare.position],
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
    const seen = new Map(document.operations.map((operation) => [named(operation), new Set<string>()]));
    for (const operation of deletionsLast(document.operations)) {
      await fc.assert(
        fc.asyncProperty(request(operation, context, known), async (sent) => {
          const { json, raw } = sent.body;
          const method = operation.method.toUpperCase();
          const payload = { ...(json === undefined ? {} : { json }), ...(raw === undefined ? {} : { raw }) };
          const answer = await patiently(() => call(base, sent.path, { method, headers: sent.headers, ...payload }));
          const { status, body: content } = answer;
          const contentType = answer.headers.get('content-type');
          const relayed = answer.headers.get('x-latchkey-relayed') === 'true';
          const outcome = relayed ? `relayed ${status}` : `${status} ${classifierOf(content)}`;
          seen.get(named(operation))?.add(outcome);
          const faults = document.faults(operation, { status, contentType, relayed, body: content });
          expect({ operation: named(operation), status: answer.status, faults }).toEqual({
            operation: named(operation),
            status: answer.status,
            faults: [],
          });
          // Of ours, 502 and 504 are about a destination.
          if (!relayed && ![502, 504].includes(status)) expect(status).toBeLessThan(500);
          expect(answer.headers.get('x-request-id')).toBeTruthy();
        }),
        { numRuns: RUNS_PER_OPERATION, seed: 20261123 },
      );
    }
    // A generator that is refused everywhere proves nothing: each operation has to have got through.
    const gotThrough = (outcomes: ReadonlySet<string>) =>
      [...outcomes].some((outcome) => /^(?:relayed )?2/.test(outcome));
    expect([...seen].filter(([, outcomes]) => !gotThrough(outcomes)).map(([operation]) => operation)).toEqual([]);
    for (const [operation, outcomes] of Object.entries(service === 'commerce' ? MUST_BE_MET : {}))
      expect([...(seen.get(operation) ?? [])]).toEqual(expect.arrayContaining([...outcomes]));
  }, 240_000);
});

const OF_ANY_FORWARD = [
  'relayed 200',
  'relayed 404',
  'relayed 500',
  '422 invalid_template',
  '502 destination_unreachable',
];

/** So that nobody takes a generator that has lost its way for a proof. */
const MUST_BE_MET: Readonly<Record<string, readonly string[]>> = {
  'post /forward': [...OF_ANY_FORWARD, '422 idempotency_key_reused', '504 destination_timeout'],
  'post /payment-data/{id}/forward': OF_ANY_FORWARD,
};

const classifierOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'classifier' in body ? String(body.classifier) : '';

const named = ({ method, path }: Operation): string => `${method} ${path}`;

/** What a deletion takes away is needed by the others; the calling key goes last of all. */
const deletionsLast = (operations: readonly Operation[]): Operation[] => {
  const rank = ({ method, path }: Operation) => (method !== 'delete' ? 0 : path === '/api-key' ? 2 : 1);
  return operations.toSorted((a, b) => rank(a) - rank(b));
};

interface GeneratedRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Body;
}

type Body = Pick<Call, 'json' | 'raw'> & { readonly contentType?: string };

function request(operation: Operation, context: Context, known: Known): fc.Arbitrary<GeneratedRequest> {
  const parameters = operation.parameters.filter(({ name }) => name !== 'x-api-key' && name !== 'authorization');
  const values = fc.tuple(
    ...parameters.map((parameter) =>
      parameter.in === 'path'
        ? pathValue(known.ids[operation.path.split('/')[1] ?? ''] ?? [])
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
    // What a caller is must come last: a generated account header would only make every call a 404.
    if (payload.contentType !== undefined) headers['content-type'] = payload.contentType;
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
