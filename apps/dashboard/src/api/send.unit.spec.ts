import { jest } from '@jest/globals';
import { ApiProblem, Unreachable } from './api-problem';
import { connection } from './connection';
import { freshPasswordGate, signInGate } from './gates';
import { send } from './send';
import { checkSessionsWith } from './session-check';

const ORIGIN = 'http://localhost:4400';
const answers: (() => Response | Promise<Response>)[] = [];
const sent: Request[] = [];

const problem =
  (status: number, classifier: string, headers = {}): (() => Response) =>
  () =>
    Response.json(
      { classifier, detail: 'No.', errors: [{ field: 'label', message: 'is wrong' }] },
      { status, headers },
    );
const ok =
  (headers = {}): (() => Response) =>
  () =>
    Response.json({}, { headers });
const get = (path = '/api-keys'): Request => new Request(ORIGIN + path);
const post = (path = '/api-keys'): Request => new Request(ORIGIN + path, { method: 'POST', body: '{"label":"A"}' });

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  answers.length = 0;
  sent.length = 0;
  connection.set('up');
  checkSessionsWith(async () => false);
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
    sent.push(request as Request);
    return (answers.shift() ?? ok())();
  });
});

test('an answer that says no is thrown, with what it says of the fields and how long to wait', async () => {
  answers.push(problem(429, 'too_many_requests', { 'retry-after': '12' }));
  await expect(send(post('/session'))).rejects.toMatchObject({
    ...{ status: 429, classifier: 'too_many_requests', retryAfterSeconds: 12 },
    fields: [{ field: 'label', message: 'is wrong' }],
  });
});

test.each([502, 503, 504])(
  'a service that answers %d cannot be reached, and neither can one that does not answer',
  async (status) => {
    answers.push(problem(status, 'database_unavailable'));
    await expect(send(get())).rejects.toBeInstanceOf(Unreachable);
    expect(connection.get()).toBe('down');
    answers.push(ok());
    await send(get());
    expect(connection.get()).toBe('up');
    answers.push(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(send(get())).rejects.toBeInstanceOf(Unreachable);
  },
);

const brokenOff = (): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":"1","secr'));
        controller.error(new TypeError('network error'));
      },
    }),
    { status: 201 },
  );

test.each<[string, () => Response]>([
  ['breaks off', brokenOff],
  ['ends too early', () => new Response('{"id":"1","secr', { status: 201 })],
  ['is empty', () => new Response('', { status: 201, headers: { 'content-length': '0' } })],
  ['is some network’s own page', () => new Response('<h1>Welcome to our Wi-Fi</h1>')],
])('an answer that %s is none: whether the write was done is not known', async (_, answer) => {
  answers.push(answer);
  await expect(send(post())).rejects.toBeInstanceOf(Unreachable);
  expect(connection.get()).toBe('down');
  expect(sent).toHaveLength(1);
});

test('a write whose outcome is not known is sent once and never again by itself', async () => {
  answers.push(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(send(post())).rejects.toBeInstanceOf(Unreachable);
  expect(sent).toHaveLength(1);
});

test('without a session a request waits, and goes on as it was after signing in', async () => {
  answers.push(problem(401, 'session_expired'), ok());
  const answer = send(post());
  await until(() => signInGate.closed.get());
  expect(sent).toHaveLength(1);
  signInGate.open();
  await expect(answer.then(({ status }) => status)).resolves.toBe(200);
  await expect(sent[1]?.text()).resolves.toBe('{"label":"A"}');
});

test('one that was under way while the session’s id changed is sent again without asking anybody', async () => {
  checkSessionsWith(async () => true);
  answers.push(problem(401, 'session_expired'), ok());
  await send(post());
  expect(signInGate.closed.get()).toBe(false);
  expect(sent).toHaveLength(2);
});

test('signing in itself is told that it failed', async () => {
  answers.push(problem(401, 'sign_in_failed'));
  await expect(send(post('/session'))).rejects.toMatchObject({ classifier: 'sign_in_failed' });
  expect(signInGate.closed.get()).toBe(false);
});

test('for want of a fresh password it waits too; who gives none is told why nothing was done', async () => {
  answers.push(problem(403, 'fresh_password_required'), problem(403, 'fresh_password_required'), ok());
  const refused = send(post());
  await until(() => freshPasswordGate.closed.get());
  freshPasswordGate.refuse(new ApiProblem(403, 'fresh_password_required', ''));
  await expect(refused).rejects.toMatchObject({ classifier: 'fresh_password_required' });

  const given = send(post());
  await until(() => freshPasswordGate.closed.get());
  freshPasswordGate.open();
  await expect(given.then(({ status }) => status)).resolves.toBe(200);
});

test('what is read is never older than what was written last, unless the log is another one', async () => {
  const position = (): string | null | undefined => sent.at(-1)?.headers.get('x-latchkey-min-position');
  answers.push(ok({ 'x-latchkey-position': 'p7' }));
  await send(post());
  await send(get());
  expect(position()).toBe('p7');
  answers.push(problem(400, 'unknown_position'), ok());
  await send(get());
  expect(position()).toBeNull();
});

test('who no longer wants an answer is not told that there is none', async () => {
  const controller = new AbortController();
  answers.push(() => Promise.reject(new DOMException('Aborted', 'AbortError')));
  controller.abort();
  await expect(send(new Request(`${ORIGIN}/api-keys`, { signal: controller.signal }))).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(connection.get()).toBe('up');
});
