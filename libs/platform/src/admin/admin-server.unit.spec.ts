import { createMetrics } from '../metrics/metrics';
import { startAdminServer, type AdminServer } from './admin-server';

describe('startAdminServer', () => {
  const metrics = createMetrics('svc');
  let database: () => Promise<unknown>;
  let server: AdminServer;
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(server.url + path, { method });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  beforeAll(async () => {
    const checks = { database: () => database(), log: async () => 'ok' };
    server = await startAdminServer({ port: 0, checks, metrics, checkDeadlineMs: 50 });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    database = async () => undefined;
  });

  test('listens on loopback only', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('is ready when every dependency answers', async () => {
    const { status, text } = await get('/readyz');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { status: 'ready', checks: { database: { ok: true }, log: { ok: true } } },
    ]);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('refused for lk_live_abcdefgh')), 'refused for lk_live_[redacted]'],
    [
      'throws at once',
      () => {
        throw new Error('boom');
      },
      'boom',
    ],
    ['does not answer', () => new Promise(() => undefined), 'no answer within 50 ms'],
  ])('is not ready, names the dependency and stays alive when one %s', async (_, check, message) => {
    database = check;
    const { status, text } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      status: 'not_ready',
      checks: { database: { ok: false, message }, log: { ok: true } },
    });
    expect((await get('/healthz')).status).toBe(200);
  });

  test('shows our metrics and those of the process in the Prometheus format', async () => {
    metrics.counter({ name: 'things_total', help: 'Things', labels: ['kind'] }).inc({ kind: 'a' });
    metrics.httpRequests.observe({ method: 'GET', route: '/x', status: '2xx' }, 0.01);
    const { status, type, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(type).toMatch(/^text\/plain/);
    expect(text).toMatch(/^things_total\{kind="a",service="svc"\} 1$/m);
    expect(text).toMatch(/^http_request_duration_seconds_count\{.*route="\/x".*\} 1$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{/m);
    expect(text).toMatch(/^process_resident_memory_bytes\{/m);
  });

  test('knows nothing else', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/healthz', 'POST')).status).toBe(404);
  });

  test('a port that is taken rejects', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startAdminServer({ port, checks: {}, metrics })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
