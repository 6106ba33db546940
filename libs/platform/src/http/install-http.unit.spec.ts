import Fastify, { type FastifyInstance } from 'fastify';
import { isUuid } from '../ids';
import { createLogger } from '../logging/logger';
import { createMetrics } from '../metrics/metrics';
import { Problem } from '../problems/problem';
import { fastifyOptions } from './fastify-options';
import { installHttp, installProblemHandlers } from './install-http';
import { sendRaw, statusesOf } from './raw-http.fixture';

const KEY = `lk_test_${'a1B2'.repeat(5)}zz_${'Zz9'.repeat(16)}q`;

describe('a Fastify with our HTTP installed', () => {
  const lines: string[] = [];
  const metrics = createMetrics('svc');
  const options = {
    logger: createLogger({ name: 'svc', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    requestTimeoutMs: 200,
  };
  let fastify: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    fastify = Fastify(fastifyOptions(options));
    installHttp(fastify, options);
    installProblemHandlers(fastify, options);
    fastify.get('/things/:id', ({ params }) => params);
    fastify.post(
      '/things',
      { schema: { body: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } } },
      ({ body }) => body,
    );
    fastify.get('/broken', () => Promise.reject(new Error(`broken ${KEY}`)));
    fastify.get('/refused', () => Promise.reject(new Problem('authorization_unavailable')));
    url = await fastify.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => fastify.close());
  beforeEach(() => void lines.splice(0));

  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text || 'null') as Record<string, unknown>,
    };
  };
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  describe('request ids', () => {
    const idFor = async (given: string) =>
      (await call('/things/1', { headers: { 'x-request-id': given } })).headers.get('x-request-id');

    test('a plain word is taken and echoed', async () => {
      expect(await idFor('Trace-1.a_b')).toBe('Trace-1.a_b');
    });

    test.each(['a b', 'a'.repeat(129), '4111111111111111', KEY, 'a,b'])(
      '%s is replaced by a new one',
      async (given) => {
        expect(isUuid(await idFor(given))).toBe(true);
      },
    );
  });

  test('every answer has the security headers, problems too', async () => {
    for (const path of ['/things/1', '/nowhere', '/things/%zz', '/broken']) {
      const { headers } = await call(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-request-id')).not.toBeNull();
    }
  });

  test.each([
    ['an unknown path', '/nowhere', {}, 404, 'not_found'],
    ['a method the route does not know', '/things/1', { method: 'PUT' }, 404, 'not_found'],
    ['malformed percent-encoding', '/things/%zz', {}, 404, 'not_found'],
    ['an overlong URL', `/things/${'a'.repeat(8 * 1024)}`, {}, 414, 'uri_too_long'],
    [
      'too many headers',
      '/things/1',
      { headers: Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`x-${n}`, '1'])) },
      431,
      'headers_too_large',
    ],
    [
      'a body that is not JSON',
      '/things',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'malformed_body',
    ],
    [
      'an empty body',
      '/things',
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      400,
      'malformed_body',
    ],
    [
      'a body that is not what the schema wants',
      '/things',
      { method: 'POST', body: '{"n":"1"}', headers: { 'content-type': 'application/json' } },
      422,
      'validation_failed',
    ],
    ['another content type', '/things', { method: 'POST', body: 'x' }, 415, 'unsupported_media_type'],
    [
      'a body that is too large',
      '/things',
      { method: 'POST', body: `"${'x'.repeat(2 << 20)}"`, headers: { 'content-type': 'application/json' } },
      413,
      'payload_too_large',
    ],
    ['a problem', '/refused', {}, 503, 'authorization_unavailable'],
    ['an unexpected error', '/broken', {}, 500, 'internal_error'],
  ] as const)('%s is problem+json', async (_, path, init, status, classifier) => {
    const { headers, body, text } = await call(path, init);
    expect(body).toMatchObject({ status, code: status, classifier, type: `/docs/problems#${classifier}` });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body['request_id']).toBe(headers.get('x-request-id'));
    expect(text).not.toMatch(/at .*\.ts|FST_ERR|lk_test/);
  });

  test('an unexpected error is logged with its stack and without secrets', async () => {
    const { body } = await call('/broken');
    expect(logged()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        request_id: body['request_id'],
        err: expect.objectContaining({ message: 'broken lk_test_[redacted]', stack: expect.any(String) }),
      }),
    );
    expect(lines.join('')).not.toContain(KEY);
  });

  test('one log line per request shows the route, never the path, the query or a header', async () => {
    await call(`/things/${KEY}?card=4111111111111111`, {
      headers: { 'x-api-key': 'opaque-secret', 'x-request-id': 'r1' },
    });
    expect(logged()).toEqual([
      expect.objectContaining({
        msg: 'request',
        request_id: 'r1',
        method: 'GET',
        route: '/things/:id',
        status: 200,
        ms: expect.any(Number),
      }),
    ]);
    expect(lines.join('')).not.toMatch(/lk_test|4111|opaque-secret/);
  });

  test('requests are counted by route template, what matches none under one name', async () => {
    await Promise.all(['/things/a', '/things/b', '/x1', '/x2', '/things/%zz'].map((path) => call(path)));
    const text = await metrics.text();
    expect(text).toMatch(/_count\{.*route="\/things\/:id".*status="2xx"/);
    const routes = new Set(Array.from(text.matchAll(/_count\{.*route="([^"]*)"/g), ([, route]) => route));
    expect([...routes].sort()).toEqual(
      ['/broken', '/nothing', '/refused', '/things', '/things/:id', 'unmatched'].filter(
        (route) => route !== '/nothing',
      ),
    );
  });

  describe('what Node refuses before it is a request', () => {
    test.each([
      ['garbage', 'GARBAGE\r\n\r\n', 400, 'malformed_request'],
      ['an unknown method', 'BREW /pot HTTP/1.1\r\nhost: a\r\n\r\n', 400, 'malformed_request'],
      ['no host', 'GET /things/1 HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'malformed_request'],
      [
        'two lengths',
        'POST /things HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
        400,
        'malformed_request',
      ],
      ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}`, 431, 'headers_too_large'],
      ['a URL without end', `GET /${'a'.repeat(20_000)}`, 414, 'uri_too_long'],
      ['a TLS hello', Buffer.from('1603010200010001fc0303', 'hex'), 400, 'malformed_request'],
    ] as const)('%s', async (_, bytes, status, classifier) => {
      const received = await sendRaw(url, bytes);
      expect(statusesOf(received)).toEqual([status]);
      expect(received).toMatch(/content-type: application\/problem\+json/);
      expect(JSON.parse(received.slice(received.indexOf('\r\n\r\n')))).toMatchObject({ status, classifier });
    });

    test.each([
      ['headers', 'GET / HTTP/1.1\r\nhost: a\r\n'],
      ['body', 'POST /things HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{'],
    ])('a %s that does not end is 408 and the connection is closed', async (_, bytes) => {
      expect(statusesOf(await sendRaw(url, bytes))).toEqual([408]);
    });

    test('garbage after a good request: the good one is answered, then the connection is closed', async () => {
      const received = await sendRaw(url, 'GET /things/1 HTTP/1.1\r\nhost: a\r\n\r\n\x00\x01GARBAGE\r\n\r\n');
      expect(statusesOf(received)[0]).toBe(200);
      expect(statusesOf(received).every((status) => status < 500)).toBe(true);
    });

    test('pipelined requests are all answered', async () => {
      const request = 'GET /things/1 HTTP/1.1\r\nhost: a\r\n\r\n';
      const last = 'GET /things/1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
      expect(statusesOf(await sendRaw(url, request, request, last))).toEqual([200, 200, 200]);
    });
  });
});
