import { Problem } from '@latchkey/platform';
import { ID, OPEN_API, startTestApp, WITH_KEY, type TestApp } from './testing/test-app.fixture';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('paths and queries', () => {
  test.each([ID, ID.toUpperCase()])('an id in a path is read in any case: %s', async (id) => {
    expect((await app.call(`/things/${id}`)).body).toEqual({ id: ID });
  });

  test.each(['x', '%00', '%20', '..%2f..', `${ID}x`, 'a'.repeat(5_000), '%E0%A4%A'])(
    'a malformed id is the ordinary 404: %s',
    async (id) => {
      const { status, body } = await app.call(`/things/${id}`);
      expect([status, body['classifier'], body['detail']]).toEqual([404, 'not_found', new Problem('not_found').detail]);
    },
  );

  test.each(['/nowhere', '/things/', '//things', '/Things', '/'])('%s is 404', async (path) => {
    expect((await app.call(path)).body).toMatchObject({ status: 404, classifier: 'not_found' });
  });

  test.each(['PUT', 'PATCH', 'OPTIONS'])('a method the route does not know is 404: %s', async (method) => {
    expect((await app.call('/things', { method })).status).toBe(404);
  });

  test('HEAD is answered like GET, without a body', async () => {
    const response = await fetch(`${app.url}/things/${ID}`, { method: 'HEAD', headers: WITH_KEY });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test.each([
    'limit=0',
    'limit=501',
    'page=0',
    'page=1&cursor=x',
    'sort=size',
    'x=1',
    'limit=1&limit=1',
    'limit=',
    'merchant_id=1',
    'merchant_id=%00',
  ])('?%s is 400 bad_query', async (query) => {
    expect((await app.call(`/things?${query}`)).body).toMatchObject({ status: 400, classifier: 'bad_query' });
  });

  test('401 comes before a bad query', async () => {
    expect((await app.call('/things?limit=0', { headers: {} })).status).toBe(401);
  });

  test('a query of a call that is no list is checked as well', async () => {
    expect((await app.call(`/things/${ID}?wait=none`, { method: 'DELETE' })).body).toEqual({ wait: 'none' });
    expect((await app.call(`/things/${ID}?wait=never`, { method: 'DELETE' })).body).toMatchObject({
      classifier: 'bad_query',
    });
  });

  test('a guard that only says no is 403', async () => {
    expect((await app.call('/things', { headers: { 'x-api-key': 'nobody' } })).body).toMatchObject({
      status: 403,
      classifier: 'forbidden',
    });
  });

  test.each(['OPTIONS *', 'GET *things', 'GET http://elsewhere'])(
    '%s is 404 problem+json with our headers',
    async (line) => {
      const received = await app.sendRaw(`${line} HTTP/1.1\r\nhost: a\r\nx-api-key: k\r\nconnection: close\r\n\r\n`);
      expect(received).toMatch(/^HTTP\/1\.1 404 .*x-content-type-options: nosniff.*"classifier":"not_found"/s);
    },
  );
});

describe('errors', () => {
  test('a service says what its own errors mean', async () => {
    const { status, headers, body } = await app.call('/things/eeeeeeee-1111-4222-8333-123456789abc');
    expect([status, body['classifier']]).toEqual([503, 'database_unavailable']);
    expect(headers.get('retry-after')).toBe('1');
  });

  test('an unexpected one is 500 without details; the log has them, scrubbed', async () => {
    app.lines.splice(0);
    const { status, text, body } = await app.call('/things/ffffffff-1111-4222-8333-123456789abc');
    expect([status, body['classifier']]).toEqual([500, 'internal_error']);
    expect(text).not.toMatch(/broke|\.ts/);
    expect(app.lines.join('')).toMatch(/lk_test_\[redacted\] broke/);
    expect(app.lines.join('')).not.toContain('abcdefghijkl');
  });
});

describe('the access log', () => {
  test('shows the template of the route', async () => {
    app.lines.splice(0);
    await app.call(`/things/${ID}?merchant_id=x`);
    expect(app.logged()).toEqual([expect.objectContaining({ method: 'GET', route: '/things/:id', status: 200 })]);
  });
});

describe('docs', () => {
  test('the OpenAPI document, the page and its assets need no key', async () => {
    expect(await (await fetch(`${app.url}/openapi.json`)).json()).toEqual(OPEN_API);
    for (const path of ['/docs', '/docs/problems', '/docs/swagger-ui-bundle.js']) {
      expect((await fetch(app.url + path)).status).toBe(200);
    }
  });
});
