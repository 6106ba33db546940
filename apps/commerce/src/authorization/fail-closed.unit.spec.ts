import type { DestinationDetails } from '@latchkey/accounts-domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccountsDouble } from '../testing/accounts.double';
import { answering, hang, POSITION, raw, slowly, startAuthDouble, type AuthDouble } from '../testing/auth.double';
import { startGuardedApp } from '../testing/guarded-app';
import type { Answer, Call } from '../testing/http';
import { problemOf } from '../testing/problem';

type App = Awaited<ReturnType<typeof startGuardedApp>>;
type Behaviour = Parameters<AuthDouble['behave']>[0];

const accounts = createAccountsDouble();
const destination: DestinationDetails = {
  ...{ host: 'psp.example', ports: [443], pathPrefixes: ['/'], methods: ['POST'] },
  ...{ merchantIds: null, relay: 'masked', insecureLoopback: false },
};
const secret = accounts.key(accounts.account({ destinations: [destination] })).secret;
const headers = { 'x-api-key': secret };
const ID = '2c0f7d3e-8f0b-4a0e-9d2b-3f8a5a9b7c11';
const ROUTES: [string, Call][] = [
  ['/tokens', { headers }],
  [`/tokens/${ID}`, { headers }],
  [
    '/tokens',
    { method: 'POST', headers, json: { account_number: '4111111111111111', expiry_month: 12, expiry_year: 2040 } },
  ],
  [`/tokens/${ID}`, { method: 'DELETE', headers }],
  [`/tokens/${ID}/consume`, { method: 'POST', headers }],
  [`/tokens/${ID}/payment-data`, { headers }],
  [
    `/tokens/${ID}/payment-data`,
    { method: 'POST', headers, json: { amount: 1, currency_code: 'EUR', reference: 'r', merchant_id: ID } },
  ],
  [`/payment-data/${ID}/forward`, { method: 'POST', headers, json: {} }],
  [
    '/forward',
    {
      ...{ method: 'POST', json: {} },
      headers: { ...headers, 'x-latchkey-token': ID, 'x-destination-url': 'https://psp.example/' },
    },
  ],
];

const allowed = (over: object): Behaviour =>
  answering((check) => ({
    verdict: 'allow',
    reason: null,
    key_id: check.key_id,
    account_id: accounts.account().id,
    operating_model: 'ecosystem',
    merchant_ids: '*',
    features: '*',
    own_merchant_id: null,
    forward_url: null,
    destination: null,
    position: POSITION,
    ...over,
  }));

const OUTAGES: [string, Behaviour][] = [
  ['hangs', hang],
  ['answers after the deadline', slowly(1_500, accounts.behaviour)],
  ['closes the connection', (_checks, response) => void response.socket?.destroy()],
  ['resets the connection', (_checks, response) => void response.socket?.resetAndDestroy()],
  [
    'stops in the middle of an answer',
    (_checks, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"position": "', () => response.socket?.destroy());
    },
  ],
  ['answers something that is not HTTP', (_checks, response) => void response.socket?.end('allow\r\n\r\n')],
  ['answers 200 without a body', raw(200, '')],
  ['answers 200 with HTML', raw(200, '<h1>allow</h1>', 'text/html')],
  ['answers 200 with half a JSON', raw(200, '{"verdicts": [{"verdict": "allow"')],
  ['answers 200 with no verdicts', raw(200, JSON.stringify({ position: POSITION, verdicts: [] }))],
  ['allows without saying whom', allowed({ account_id: null })],
  ['allows another key', allowed({ key_id: '2c0f7d3e-8f0b-4a0e-9d2b-3f8a5a9b7c11' })],
  ['allows without a position', allowed({ position: null })],
  ['allows with merchants that are no list', allowed({ merchant_ids: 'all' })],
  ['answers in a word that is none of ours', allowed({ verdict: 'yes' })],
  ['says it cannot tell', allowed({ verdict: 'unavailable', reason: 'behind_the_log' })],
  ['answers 503', raw(503, '{}')],
  ['answers 500', raw(500, '{}')],
  ['answers 404', raw(404, '{}')],
  ['does not know us', raw(401, '{}')],
  ['sends us elsewhere', raw(302, '{}')],
];

let auth: AuthDouble;
let app: App;
/** With the deadline that the service has; the other one is less patient, to be quick about it. */
let asShipped: App;
beforeAll(async () => {
  auth = await startAuthDouble(accounts.behaviour);
  app = await startGuardedApp(auth.url, { deadlineMs: 250 });
  asShipped = await startGuardedApp(auth.url);
});
afterAll(async () => {
  await app?.stop();
  await asShipped?.stop();
  await auth?.stop();
});
beforeEach(() => {
  auth.behave(accounts.behaviour);
  app.ran.splice(0);
});

const unavailable = { status: 503, classifier: 'authorization_unavailable' };

function expectRefused(answer: Answer) {
  expect(problemOf(answer)).toEqual(unavailable);
  expect(answer.headers['retry-after']).toBe('1');
}

async function until(holds: () => boolean) {
  while (!holds()) await sleep(5);
}

async function untilAllowed() {
  for (;;) {
    const { status } = await app.call('/tokens', { headers });
    if (status === 200) return;
    await sleep(20);
  }
}

test('with auth in order every handler is reached: what follows is not refused for another reason', async () => {
  const patient = await startGuardedApp(auth.url, { deadlineMs: 30_000 });
  const answers = await Promise.all(ROUTES.map(([path, options]) => patient.call(path, options)));
  await patient.stop();
  // The doubles find nothing to forward.
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 204, 204, 200, 201, 404, 404]);
  expect(patient.ran.sort()).toEqual([
    ...[
      'consume',
      'create',
      'create bundle',
      'delete',
      'forward bundle',
      'forward card',
      'list',
      'list bundles',
      'read',
    ],
  ]);
});

describe('auth away', () => {
  test.each(OUTAGES)(
    'because it %s: every route is 503, no handler runs, and it recovers by itself',
    async (_, outage) => {
      auth.behave(outage);
      const answers = await Promise.all(ROUTES.map(([path, options]) => app.call(path, options)));
      answers.forEach(expectRefused);
      expect(app.ran).toEqual([]);
      auth.behave(accounts.behaviour);
      await untilAllowed();
      app.ran.splice(0);
    },
  );

  test('because it was stopped: likewise, and again when it is back on its port', async () => {
    const { port } = auth;
    await auth.stop();
    const answers = await Promise.all(ROUTES.map(([path, options]) => app.call(path, options)));
    answers.forEach(expectRefused);
    expect(app.ran).toEqual([]);
    auth = await startAuthDouble(accounts.behaviour, port);
    await untilAllowed();
    app.ran.splice(0);
  });

  test.each<[string, Behaviour]>([
    ['hangs', hang],
    ['is slow', slowly(1_500, accounts.behaviour)],
  ])('is told within a second when it %s', async (_, outage) => {
    auth.behave(outage);
    // The best of a few: a busy machine may delay one of them, but not the rule.
    const times = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const begun = performance.now();
        expectRefused(await asShipped.call('/tokens', { headers }));
        return performance.now() - begun;
      }),
    );
    expect(Math.min(...times)).toBeLessThan(1_000);
  });

  test('is not remembered as a yes: a key allowed a moment ago is refused all the same', async () => {
    expect((await app.call('/tokens', { headers })).status).toBe(200);
    auth.behave(hang);
    expectRefused(await app.call('/tokens', { headers }));
    app.ran.splice(0);
  });

  test('a body is neither judged nor needed: what is wrong with it is not told', async () => {
    auth.behave(raw(503, '{}'));
    for (const json of [{}, { account_number: 'x' }, []]) {
      expectRefused(await app.call('/tokens', { method: 'POST', headers, json }));
    }
  });

  test('what can be said without it is still said', async () => {
    auth.behave(hang);
    expect(problemOf(await app.call('/tokens'))).toEqual({ status: 401, classifier: 'missing_api_key' });
    const bad = await app.call('/tokens', { headers: { 'x-api-key': 'nonsense' } });
    expect(problemOf(bad)).toEqual({ status: 401, classifier: 'invalid_api_key' });
  });
});

describe('too many at once', () => {
  test('while auth hangs: so many wait and no more, the others are told at once, and all of it is over afterwards', async () => {
    // Longer than the test: what ends the wait is auth, not the clock.
    const flooded = await startGuardedApp(auth.url, { maxRequests: 50, deadlineMs: 50_000 });
    try {
      auth.behave(hang);
      const asked = auth.checks.length;
      const json = { business_key: 'x'.repeat(10_000) };
      let told = 0;
      const calls = Array.from({ length: 150 }, async () => {
        const answer = await flooded.call('/tokens', { method: 'POST', headers, json });
        told += 1;
        return answer;
      });
      await until(() => told === 100);
      expect(flooded.inFlight()).toBe(50);
      expect(auth.checks.length - asked).toBeLessThanOrEqual(50);
      const { port } = auth;
      await auth.stop();
      (await Promise.all(calls)).forEach(expectRefused);
      expect(flooded.ran).toEqual([]);
      auth = await startAuthDouble(accounts.behaviour, port);
      expect((await flooded.call('/tokens', { headers })).status).toBe(200);
      expect(flooded.auth.waiting()).toBe(0);
      await until(() => flooded.inFlight() === 0);
    } finally {
      await flooded.stop();
    }
  });

  test('checks beyond the queue are refused at once', async () => {
    const narrow = await startGuardedApp(auth.url, { maxQueue: 3, deadlineMs: 250 });
    try {
      auth.behave(hang);
      const answers = await Promise.all(Array.from({ length: 40 }, () => narrow.call('/tokens', { headers })));
      answers.forEach(expectRefused);
      expect(narrow.ran).toEqual([]);
    } finally {
      await narrow.stop();
    }
  });
});
