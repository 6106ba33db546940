import {
  call,
  operatorOf,
  patiently,
  type Platform,
  type ServiceName,
  startPlatform,
  startSealer,
} from '@latchkey/testing/platform';
import fc from 'fast-check';
import { readOpenApi, type Operation } from './openapi/openapi-document';
import { inviteAll, type People, SIGNED_IN } from './openapi/people';
import { request, type Known } from './openapi/request-arbitrary';
import type { Context } from './openapi/schema-arbitrary';
import { startDestination, type Behaviour, type Destination } from './support/destination';

/** Requests for each operation and service; enough to meet every parameter damaged and whole. */
const RUNS_PER_OPERATION = 60;

/** Far below the default, for a destination that never answers is among those forwarded to. */
const FORWARD_TIMEOUT_MS = 2_000;

let platform: Platform;
let destination: Destination;
let sealer: Awaited<ReturnType<typeof startSealer>>;

beforeAll(async () => {
  destination = await startDestination();
  destination.behave(answerByPath);
  platform = await startPlatform({
    commerce: { FORWARD_TIMEOUT_MS: String(FORWARD_TIMEOUT_MS) },
    key_management: { TRUSTED_PROXIES: '127.0.0.1' },
  });
  // Without it the audit index stays empty, and what waits for it is answered 503.
  sealer = await startSealer(platform);
}, 120_000);
afterAll(async () => {
  await sealer?.kill();
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
async function prepare(service: ServiceName): Promise<Known & { readonly people: People | undefined }> {
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
  const position = { 'x-latchkey-min-position': spare.position };
  const timeline = await operator.request('/audit/timeline', { account, headers: position });
  const events = (timeline.body as { data: { id: string }[] }).data.map(({ id }) => id);
  const now = new Date().toISOString();
  const people = service === 'key_management' ? await inviteAll(platform, account) : undefined;
  return {
    people,
    callers: [
      { authorization: `Bearer ${platform.operatorToken}`, 'x-latchkey-account': account },
      { 'x-api-key': key.secret },
      { 'x-api-key': scoped.secret },
      ...(people ? [{ cookie: SIGNED_IN }, { cookie: SIGNED_IN }] : []),
    ],
    ids: {
      accounts: [account],
      merchants: [merchant],
      'api-keys': [spare.id],
      tokens: [token, shared],
      'payment-data': bundles,
      audit: events,
      ...people?.ids,
    },
    headers: {
      'x-latchkey-token': [token, shared],
      'x-destination-url': [...PATHS.map((path) => destination.url(path)), 'http://localhost:1/'],
      'x-idempotency-key': ['one', 'two', 'three'],
      'x-latchkey-min-position': [spare.position],
      // Of the audit's questions: what is not in the future and not before the log.
      ...{ at: [now], from: [now], to: [now], merchant_id: [merchant], destination: [destination.url('/200')] },
      feature: ['payment-data.forward', 'cardholder-data.forward'],
      key: [spare.id, scoped.id],
      key_id: [spare.id, scoped.id],
    },
  };
}

describe.each<[ServiceName]>([['key_management'], ['commerce'], ['auth']])('%s', (service) => {
  test('does what its OpenAPI document says, whatever is sent', async () => {
    const base = platform.services[service].url;
    const known = await prepare(service);
    if (service === 'auth') {
      const tokens = await Promise.all((['commerce', 'key-management'] as const).map(platform.serviceToken));
      known.callers.splice(0, 3, ...tokens.map((token) => ({ authorization: `Bearer ${token}` })));
    }
    const { body } = await call(base, '/openapi.json');
    const { people } = known;
    if (people) knowTokens(body as DescribedTokens, people);
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
          const headers = people ? await people.dress(sent) : sent.headers;
          const answer = await patiently(() => call(base, sent.path, { method, headers, ...payload }));
          people?.saw(sent, answer);
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

interface DescribedTokens {
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties: { readonly token: { examples?: unknown } } }>>;
  };
}

/** As if the document's examples were good: nothing generated would hit upon them. */
const knowTokens = ({ components: { schemas } }: DescribedTokens, { invitationTokens, resetTokens }: People): void => {
  const tokens = {
    OneTimeToken: [...invitationTokens, ...resetTokens],
    AcceptInvitation: invitationTokens,
    AcceptPasswordReset: resetTokens,
  };
  for (const [name, examples] of Object.entries(tokens)) {
    const schema = schemas[name];
    if (!schema) throw new Error(`the document has no schema ${name}`);
    schema.properties.token.examples = examples;
  }
};

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
