import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAuthClient, type AuthClient } from './auth-client';
import {
  allowAll,
  allowOf,
  answering,
  denyOf,
  hang,
  json,
  resetAtOnce,
  startAuthDouble,
  type AuthDouble,
  type Behaviour,
} from './auth.double';
import type { Answer } from './verdict';

const check = () => ({ keyId: randomUUID(), digest: createHash('sha256').update('a key').digest() });
const token = () => Promise.resolve('token');

/** Far above the deadlines used here. */
const inTime = (answer: Promise<Answer>) => Promise.race([answer, sleep(20_000, 'no answer in time', { ref: false })]);

/** Only what ends by the deadline has a short one: the rest is to be noticed, however slow this machine is. */
const SHORT_MS = 150;
const LONG_MS = 10_000;
const deadlineFor = (reason: string) => (reason === 'deadline' ? SHORT_MS : LONG_MS);

/** The deadline here is so short that a busy machine may miss it; that is no failure to recover. */
async function allowedAgain(): Promise<void> {
  let answer: Answer | undefined;
  for (let attempt = 0; attempt < 20 && answer?.verdict !== 'allow'; attempt += 1)
    answer = await client.verify(check());
  expect(answer).toMatchObject({ verdict: 'allow' });
}

let auth: AuthDouble;
let client: AuthClient;
let patient: AuthClient;
const clientFor = (reason: string) => (reason === 'deadline' ? client : patient);

beforeEach(async () => {
  auth = await startAuthDouble();
  client = createAuthClient({ urls: [auth.url], token, deadlineMs: SHORT_MS });
  patient = createAuthClient({ urls: [auth.url], token, deadlineMs: LONG_MS });
});
afterEach(async () => {
  await Promise.all([client.close(), patient.close()]);
  await auth.close();
});

const raw =
  (bytes: string): Behaviour =>
  (_call, response) => {
    response.socket?.end(bytes);
  };

const outages: readonly (readonly [string, string, Behaviour])[] = [
  ['hangs', 'deadline', hang],
  ['is slower than the deadline', 'deadline', (call, response) => sleep(400).then(() => allowAll(call, response))],
  ['sends headers and then nothing', 'deadline', (_call, response) => response.writeHead(200).flushHeaders()],
  ['sends half an answer and then nothing', 'deadline', (_call, response) => void response.writeHead(200).write('{"')],
  ['resets the connection', 'connection', resetAtOnce],
  [
    'resets in the middle of an answer',
    'connection',
    (call, response) => {
      response.writeHead(200, { 'content-length': 10_000 });
      response.write(JSON.stringify(call), () => response.socket?.resetAndDestroy());
    },
  ],
  [
    'ends the connection in the middle of an answer',
    'connection',
    raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{'),
  ],
  ['does not speak HTTP', 'bad_answer', raw('220 mail.example ESMTP\r\n')],
  ['answers no JSON', 'bad_answer', (_call, response) => void response.end('<html>allow</html>')],
  ['answers nothing', 'bad_answer', (_call, response) => void response.end()],
  ['answers an array', 'bad_answer', (_call, response) => json(response, [{ verdict: 'allow' }])],
  ['answers no verdicts', 'bad_answer', (_call, response) => json(response, { position: 'log:1' })],
  ['answers too few verdicts', 'bad_answer', (_call, response) => json(response, { position: 'log:1', verdicts: [] })],
  [
    'answers too many verdicts',
    'bad_answer',
    (call, response) =>
      json(response, { position: 'log:1', verdicts: [...call.checks, ...call.checks].map((each) => allowOf(each)) }),
  ],
  ['answers about another key', 'bad_answer', answering((each) => ({ ...allowOf(each), key_id: randomUUID() }))],
  ['allows for a reason', 'bad_answer', answering((each) => ({ ...allowOf(each), reason: 'invalid_api_key' }))],
  ['allows without an account', 'bad_answer', answering((each) => ({ ...allowOf(each), account_id: null }))],
  ['allows without merchants', 'bad_answer', answering((each) => ({ ...allowOf(each), merchant_ids: null }))],
  ['allows merchants that are no text', 'bad_answer', answering((each) => ({ ...allowOf(each), merchant_ids: [7] }))],
  ['allows under an unknown model', 'bad_answer', answering((each) => ({ ...allowOf(each), operating_model: 'x' }))],
  [
    'allows with a destination nobody asked about',
    'bad_answer',
    answering((each) => ({ ...allowOf(each), destination: {} })),
  ],
  ['answers an unknown verdict', 'bad_answer', answering((each) => ({ ...allowOf(each), verdict: 'ok' }))],
  ['denies without a reason', 'bad_answer', answering((each) => ({ ...denyOf(each, ''), reason: null }))],
  [
    'answers more than 4 MiB',
    'bad_answer',
    (call, response) => {
      const answer = JSON.stringify({ position: 'log:1', verdicts: call.checks.map((each) => allowOf(each)) });
      response.end(answer + ' '.repeat(5 * 1024 * 1024));
    },
  ],
  ['refuses our token', 'unauthorized', (_call, response) => json(response, {}, 401)],
  ['has no contact with the log', 'authorization_unavailable', (_call, response) => json(response, {}, 503)],
  ['fails', 'bad_answer', (_call, response) => json(response, {}, 500)],
  ['allows with another status', 'bad_answer', (call, response) => json(response, { checks: call.checks }, 201)],
];

describe('whatever auth does, a check ends within its deadline and never as an allow', () => {
  test.each(outages)('auth %s: unavailable, %s', async (_does, reason, behaviour) => {
    auth.behave(behaviour);
    const answer = inTime(clientFor(reason).verify(check()));
    expect(await answer).toEqual({ verdict: 'unavailable', reason });
  });

  test.each(outages)('auth %s (a check that may wait): unavailable, %s', async (_does, reason, behaviour) => {
    auth.behave(behaviour);
    const answer = inTime(clientFor(reason).verify({ ...check(), minPosition: 'log:0001' }));
    expect(await answer).toEqual({ verdict: 'unavailable', reason });
  });

  test('auth is not there: unavailable, connection', async () => {
    await auth.close();
    const answer = inTime(clientFor('connection').verify(check()));
    expect(await answer).toEqual({ verdict: 'unavailable', reason: 'connection' });
    auth = await startAuthDouble();
  });

  test('a redirect is not followed', async () => {
    const elsewhere = await startAuthDouble();
    auth.behave((_call, response) => void response.writeHead(307, { location: `${elsewhere.url}/v1/verify` }).end());
    expect(await patient.verify(check())).toEqual({ verdict: 'unavailable', reason: 'bad_answer' });
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
  });

  test.each([
    ['cannot be made', 'no_token', () => Promise.reject(new Error('no key'))],
    ['does not come', 'deadline', () => new Promise<string>(() => {})],
  ])('a token that %s: unavailable, %s, and nothing is sent', async (_does, reason, noToken) => {
    const tokenless = createAuthClient({ urls: [auth.url], token: noToken, deadlineMs: deadlineFor(reason) });
    expect(await inTime(tokenless.verify(check()))).toEqual({ verdict: 'unavailable', reason });
    expect(auth.calls).toEqual([]);
    await tokenless.close();
  });
});

describe('recovery without help', () => {
  test.each(outages)('auth %s, then is well again: checks are allowed again', async (_does, _reason, behaviour) => {
    auth.behave(behaviour);
    await client.verify(check());
    auth.behave(allowAll);
    await allowedAgain();
  });

  test('auth stops and starts again on its port: checks are allowed again', async () => {
    await allowedAgain();
    await auth.close();
    expect(await client.verify(check())).toMatchObject({ verdict: 'unavailable' });
    auth = await startAuthDouble(allowAll, auth.port);
    await allowedAgain();
  });

  test('a kept-alive connection that auth has closed meanwhile costs no check', async () => {
    const unhurried = createAuthClient({ urls: [auth.url], token });
    let calls = 0;
    auth.behave((call, response) => (++calls === 2 ? resetAtOnce(call, response) : allowAll(call, response)));
    expect(await unhurried.verify(check())).toMatchObject({ verdict: 'allow' });
    expect(await unhurried.verify(check())).toMatchObject({ verdict: 'allow' });
    expect(calls).toBe(3);
    await unhurried.close();
  });
});

describe('several replicas', () => {
  let other: AuthDouble;
  let both: AuthClient;
  beforeEach(async () => {
    other = await startAuthDouble();
    both = createAuthClient({ urls: [auth.url, other.url], token });
  });
  afterEach(async () => {
    await both.close();
    await other.close();
  });

  test.each(outages)('the first %s (%s): the second answers within the same deadline', async (_does, _reason, does) => {
    auth.behave(does);
    expect(await both.verify(check())).toMatchObject({ verdict: 'allow' });
    expect(other.calls).toHaveLength(1);
  });

  test('the one that answered is asked first from then on, and the other again when that one fails', async () => {
    auth.behave(hang);
    await both.verify(check());
    await both.verify(check());
    expect([auth.calls.length, other.calls.length]).toEqual([1, 2]);
    auth.behave(allowAll);
    await other.close();
    expect(await both.verify(check())).toMatchObject({ verdict: 'allow' });
    expect(auth.calls).toHaveLength(2);
    other = await startAuthDouble();
  });

  test('both hang: unavailable within the deadline, each asked once', async () => {
    auth.behave(hang);
    other.behave(hang);
    const hurried = createAuthClient({ urls: [auth.url, other.url], token, deadlineMs: 300 });
    const answer = await inTime(hurried.verify(check()));
    expect(answer).toEqual({ verdict: 'unavailable', reason: 'deadline' });
    expect([auth.calls.length, other.calls.length]).toEqual([1, 1]);
    await hurried.close();
  });
});
