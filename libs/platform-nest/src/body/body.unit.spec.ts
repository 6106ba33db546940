import { ID, startTestApp, WITH_KEY, type TestApp } from '../testing/test-app.fixture';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a body is judged after the guards', () => {
  const bad: readonly (readonly [string, string, Record<string, string>, number, string])[] = [
    ['malformed JSON', '{', WITH_KEY, 400, 'malformed_body'],
    ['an array', '[]', WITH_KEY, 400, 'malformed_body'],
    ['a string', '"a"', WITH_KEY, 400, 'malformed_body'],
    ['null', 'null', WITH_KEY, 400, 'malformed_body'],
    ['nothing', '', WITH_KEY, 400, 'malformed_body'],
    ['deep nesting', `{"label":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, WITH_KEY, 400, 'malformed_body'],
    ['very many values', `{"label":[${'1,'.repeat(300_000)}1]}`, WITH_KEY, 413, 'payload_too_large'],
    ['2 MiB', `{"label":"${'x'.repeat(2 << 20)}"}`, WITH_KEY, 413, 'payload_too_large'],
    [
      'another content type',
      '{"label":"a"}',
      { ...WITH_KEY, 'content-type': 'text/plain' },
      415,
      'unsupported_media_type',
    ],
    [
      'a content type that is none',
      '{"label":"a"}',
      { ...WITH_KEY, 'content-type': ';;=' },
      415,
      'unsupported_media_type',
    ],
    ['a compressed body', 'x', { ...WITH_KEY, 'content-encoding': 'gzip' }, 415, 'unsupported_media_type'],
    ['a missing member', '{}', WITH_KEY, 422, 'validation_failed'],
    ['an unknown member', '{"label":"a","x":1}', WITH_KEY, 422, 'validation_failed'],
    ['__proto__', '{"label":"a","__proto__":{"x":1}}', WITH_KEY, 422, 'validation_failed'],
    ['constructor', '{"label":"a","constructor":{"prototype":{"x":1}}}', WITH_KEY, 422, 'validation_failed'],
  ];

  test.each(bad)('%s is refused with problem+json', async (_, body, headers, status, classifier) => {
    const answer = await app.post(body, headers);
    expect(answer.body).toMatchObject({ status, code: status, classifier, instance: '/things' });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-request-id')).toBe(answer.body['request_id']);
  });

  test.each(bad)(
    '%s: without a key it is 401, with a key that may not it is 403',
    async (_, body, { 'x-api-key': _key, ...headers }) => {
      expect((await app.post(body, headers)).body).toMatchObject({ status: 401, classifier: 'missing_api_key' });
      expect((await app.post(body, { ...headers, 'x-api-key': 'scoped' })).body).toMatchObject({
        status: 403,
        classifier: 'feature_not_in_scope',
      });
    },
  );

  test('a body that is not UTF-8 is 400', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await app.call('/things', { method: 'POST', body })).body).toMatchObject({ classifier: 'malformed_body' });
  });

  test('422 comes before 404 and 409: the handler never runs', async () => {
    expect((await app.post('{"label":"conflict","x":1}')).status).toBe(422);
    expect((await app.post('{"label":"conflict"}')).status).toBe(409);
  });

  test('a body can be sent in pieces, in any case of the content type', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of ['{"lab', 'el":"', 'ä"}']) controller.enqueue(Buffer.from(piece));
        controller.close();
      },
    });
    const headers = { 'x-api-key': 'k', 'content-type': 'Application/JSON; charset=utf-8' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await app.call('/things', init)).body).toMatchObject({ dto: { label: 'ä' } });
  });

  test('a body that is never finished is 408', async () => {
    const received = await app.sendRaw(
      'POST /things HTTP/1.1\r\nhost: a\r\nx-api-key: k\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    );
    expect(received).toMatch(/^HTTP\/1\.1 408 .*"classifier":"request_timeout"/s);
  });

  test('the bytes are there for fingerprints; asking for those of a bad body raises its problem', async () => {
    const bytes = (body: string) => app.call(`/things/${ID}/bytes`, { method: 'POST', body });
    expect((await bytes('{ "a" : 1 }')).body).toEqual({ text: '{ "a" : 1 }' });
    expect((await bytes('')).body).toEqual({ text: '' });
    expect((await bytes('{')).body).toMatchObject({ classifier: 'malformed_body' });
  });
});

describe('a route that judges its bodies itself', () => {
  const send = (body: Buffer | string, headers: Record<string, string> = {}) =>
    app.call('/things/any-bytes', { method: 'POST', body, headers: { 'x-api-key': 'k', ...headers } });

  test.each(['text/plain; charset=latin1', 'application/json', ';;=', 'application/x-www-form-urlencoded'])(
    'gets them as they came, of the type %s too',
    async (type) => {
      const answer = await send(Buffer.from([0x7b, 0xff, 0x00]), { 'content-type': type });
      expect(answer.body).toEqual({ hex: '7bff00', type });
    },
  );
  test('has a limit of its own', async () => {
    expect((await send('x'.repeat(100))).status).toBe(200);
    expect((await send('x'.repeat(101))).body).toMatchObject({ classifier: 'payload_too_large' });
  });
  test('gets none that are compressed', async () => {
    expect((await send('x', { 'content-encoding': 'gzip' })).body).toMatchObject({
      classifier: 'unsupported_media_type',
    });
  });
});
