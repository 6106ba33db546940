import { randomUUID } from 'node:crypto';
import { SESSION_COOKIE } from '../sessions/cookies';
import { makeUser, type TestUser } from '../testing/browser';
import { createClient, createTestKey, openTestAccount, operatorOf, type Request } from '../testing/client';
import { documentedRoutes } from '../testing/openapi-routes';
import { OPERATOR_TOKEN, startTestService, type TestService } from '../testing/test-service';

/**
 * Who may call what, written out. A number is the status of a call that is let through (with `:id` something that does not
 * exist, and with an empty body); a text is the status and classifier of the refusal.
 */
const session = '403 session_required';
const feature = '403 feature_not_in_scope';
const role = '403 role_forbids';
const forOperators = '403 operator_required';
const nobody = '401 missing_credentials';
const noKey = '401 missing_api_key';
type Cell = number | string;
type Row = readonly [
  operator: Cell,
  unscoped: Cell,
  scoped: Cell,
  nobody: Cell,
  owner: Cell,
  admin: Cell,
  viewer: Cell,
];
const TABLE: Readonly<Record<string, Row>> = {
  'POST /accounts': [422, session, session, nobody, forOperators, forOperators, forOperators],
  'GET /accounts': [200, session, session, nobody, forOperators, forOperators, forOperators],
  'GET /accounts/:id': [404, session, session, nobody, forOperators, forOperators, forOperators],
  'PUT /accounts/:id/operating-model': [422, session, session, nobody, forOperators, forOperators, forOperators],
  'POST /accounts/:id/invitations': [422, session, session, nobody, forOperators, forOperators, forOperators],
  'GET /accounts/:id/users': [404, session, session, nobody, forOperators, forOperators, forOperators],
  'POST /accounts/:id/users/:user_id/password-resets': [
    404,
    session,
    session,
    nobody,
    forOperators,
    forOperators,
    forOperators,
  ],
  'POST /merchants': [422, session, session, nobody, 422, 422, role],
  'GET /merchants': [200, 200, feature, nobody, 200, 200, 200],
  'GET /merchants/:id': [404, 404, feature, nobody, 404, 404, 404],
  'PATCH /merchants/:id': [404, session, session, nobody, 404, 404, role],
  'DELETE /merchants/:id': [404, session, session, nobody, 404, 404, role],
  'POST /merchants/:id/encryption-key': [404, session, session, nobody, 404, role, role],
  'GET /destinations': [200, 200, feature, nobody, 200, 200, 200],
  'PUT /destinations': [422, session, session, nobody, 422, role, role],
  'POST /api-keys': [422, session, session, nobody, 422, 422, role],
  'GET /api-keys': [200, 200, feature, nobody, 200, 200, 200],
  'GET /api-keys/:id': [404, 404, feature, nobody, 404, 404, 404],
  'GET /api-keys/:id/history': [404, 404, feature, nobody, 404, 404, 404],
  'GET /audit/history': [400, 400, feature, nobody, 400, 400, 400],
  'GET /audit/as-of': [400, 400, feature, nobody, 400, 400, 400],
  'GET /audit/who-could': [400, 400, feature, nobody, 400, 400, 400],
  'GET /audit/timeline': [404, 404, feature, nobody, 404, 404, 404],
  'GET /audit/seals': [200, 200, feature, nobody, 200, 200, 200],
  'GET /audit/proofs/:event': [404, 404, feature, nobody, 404, 404, 404],
  'PATCH /api-keys/:id': [422, session, session, nobody, 422, 422, role],
  'DELETE /api-keys/:id': [404, session, feature, nobody, 404, 404, role],
  'GET /api-key': [noKey, 200, 200, noKey, noKey, noKey, noKey],
  'DELETE /api-key': [noKey, 200, 200, noKey, noKey, noKey, noKey],
  'GET /users': [200, session, session, nobody, 200, 200, 200],
  'PATCH /users/:id': [404, session, session, nobody, 404, role, role],
  'DELETE /users/:id': [404, session, session, nobody, 404, role, role],
  'GET /invitations': [200, session, session, nobody, 200, 200, 200],
  'POST /invitations': [422, session, session, nobody, 422, role, role],
  'DELETE /invitations/:id': [404, session, session, nobody, 404, role, role],
  'GET /session': [session, session, session, nobody, 200, 200, 200],
  'DELETE /session': [session, session, session, nobody, 200, 200, 200],
  'DELETE /sessions': [session, session, session, nobody, 200, 200, 200],
  'POST /session/confirm': [session, session, session, nobody, 422, 422, 422],
  'PUT /session/password': [session, session, session, nobody, 422, 422, 422],
  'POST /session': [422, 422, 422, 422, 422, 422, 422],
  'POST /invitations/accept': [422, 422, 422, 422, 422, 422, 422],
  'POST /password-resets/accept': [422, 422, 422, 422, 422, 422, 422],
  'POST /one-time-links/look-up': [422, 422, 422, 422, 422, 422, 422],
};
const CALLERS = ['operator', 'unscoped', 'scoped', 'nobody', 'owner', 'admin', 'viewer'] as const;

let service: TestService;
let callers: Record<(typeof CALLERS)[number], () => Promise<Record<string, string>>>;

beforeAll(async () => {
  service = await startTestService();
  const account = await openTestAccount(service.url, 'ecosystem', 1);
  const scope = { merchant_ids: account.merchantIds, features: ['tokens.list'] };
  const authorization = `Bearer ${OPERATOR_TOKEN}`;
  const userOf = async (role: string) => {
    const user = await makeUser(service.url, account.id, role);
    // One of the calls ends their session, and some get nowhere without the page's origin.
    return () => signedIn(user);
  };
  callers = {
    operator: async () => ({ authorization, 'x-latchkey-account': account.id }),
    // A key of its own for every call: one of the calls revokes it.
    unscoped: async () => ({ 'x-api-key': (await createTestKey(account)).secret }),
    scoped: async () => ({ 'x-api-key': (await createTestKey(account, { label: 'Scoped', scope })).secret }),
    nobody: async () => ({}),
    owner: await userOf('owner'),
    admin: await userOf('admin'),
    viewer: await userOf('viewer'),
  };
});
afterAll(() => service.dispose());

const signedIn = async ({ browser, email, password }: TestUser): Promise<Record<string, string>> => {
  if ((await browser.send('GET', '/session')).status !== 200)
    await browser.send('POST', '/session', { email, password });
  return { cookie: `${SESSION_COOKIE}=${browser.cookies.get(SESSION_COOKIE)}` };
};

test('the table has every route that is documented', () => {
  expect(Object.keys(TABLE).sort()).toEqual(documentedRoutes().sort());
});

describe.each(Object.entries(TABLE))('%s', (route, cells) => {
  test.each(CALLERS.map((caller, index) => [caller, cells[index]] as const))(
    'called by %s: %s',
    async (caller, expected) => {
      const [method = '', path = ''] = route.split(' ');
      const headers = { origin: new URL(service.url).origin, ...(await callers[caller]()) };
      const request: Request = method === 'GET' || method === 'DELETE' ? {} : { json: {} };
      const address = path.replace(/:id|:user_id/g, () => randomUUID());
      const { status, body } = await createClient(service.url, headers).request(method, address, request);
      expect(status < 400 || typeof expected === 'number' ? status : `${status} ${body['classifier']}`).toBe(expected);
    },
  );
});

describe('a key', () => {
  test('may revoke itself by its id if it is unscoped, in any spelling, and no other', async () => {
    const account = await openTestAccount(service.url, 'ecosystem');
    const [mine, other] = [await createTestKey(account), await createTestKey(account)];
    const holder = createClient(service.url, { 'x-api-key': mine.secret });
    expect((await holder.delete(`/api-keys/${other.id}`)).body['classifier']).toBe('session_required');
    expect((await holder.delete(`/api-keys/${mine.id.toUpperCase()}`)).status).toBe(200);
    expect((await account.operator.get(`/api-keys/${other.id}`)).body['status']).toBe('active');
  });

  test('is judged by the account that it belongs to, whatever account it names', async () => {
    const [own, other] = [
      await openTestAccount(service.url, 'platform'),
      await openTestAccount(service.url, 'platform'),
    ];
    const { id, secret } = await createTestKey(own);
    const holder = createClient(service.url, { 'x-api-key': secret, 'x-latchkey-account': other.id });
    expect((await holder.get('/api-key')).body).toMatchObject({ id, account_id: own.id });
    expect((await holder.get('/api-keys')).body['data']).toMatchObject([{ id }]);
  });
});

describe('an operator', () => {
  test.each([
    ['another token', { authorization: `Bearer ${'x'.repeat(43)}` }],
    ['no token', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic YWRhOngK' }],
    ['an endless token', { authorization: `Bearer ${'x'.repeat(2_000)}` }],
  ])('with %s is 401 invalid_credentials', async (_, headers) => {
    const { status, body } = await createClient(service.url, headers).get('/accounts');
    expect([status, body['classifier']]).toEqual([401, 'invalid_credentials']);
  });

  test('who names no account for a call about one is told so', async () => {
    const { status, body } = await operatorOf(service.url).get('/api-keys');
    expect([status, body['classifier']]).toEqual([400, 'bad_header']);
  });

  test.each(['00000000-0000-4000-8000-000000000000', 'not-an-id', `${randomUUID()}, ${randomUUID()}`])(
    'who names an account that does not exist (%s) gets 404 everywhere',
    async (account) => {
      const operator = operatorOf(service.url, account);
      const id = randomUUID();
      const answers = await Promise.all([
        operator.get('/api-keys'),
        operator.get(`/api-keys/${id}`),
        operator.get(`/api-keys/${id}/history`),
        operator.post('/api-keys', { label: 'x' }),
        operator.post('/api-keys', { label: 'x' }, { 'x-idempotency-key': 'k' }),
        operator.patch(`/api-keys/${id}`, { label: 'x' }),
        operator.delete(`/api-keys/${id}`),
        operator.get('/merchants'),
        operator.post('/merchants', { legal_name: 'x' }),
        operator.post(`/merchants/${id}/encryption-key`, {}),
        operator.get('/destinations'),
        operator.put('/destinations', { data: [] }),
        operator.get('/users'),
        operator.patch(`/users/${id}`, { name: 'x' }),
        operator.delete(`/users/${id}`),
        operator.get('/invitations'),
        operator.post('/invitations', { email: 'a@acme.example', role: 'viewer' }),
        operator.delete(`/invitations/${id}`),
      ]);
      expect(answers.map(({ status, body }) => `${status} ${body['classifier']}`)).toEqual(
        answers.map(() => '404 not_found'),
      );
    },
  );
});
