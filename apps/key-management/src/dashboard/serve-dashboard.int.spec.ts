import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { startTestService, type TestService } from '../testing/test-service';

const PAGE = '<!doctype html><title>Latchkey</title><script type="module" src="/assets/index-abc123.js"></script>';
const PROBLEM = 'application/problem+json; charset=utf-8';
const SCRIPT = 'console.log("the dashboard");'.repeat(20);
const ADDRESSES = [
  '/',
  '/sign-in',
  '/sign-in?next=%2Fsettings%2Fapi-keys',
  '/invitation',
  '/password-reset',
  '/settings',
  '/settings/api-keys',
  '/settings/api-keys/8c7e0000-0000-4000-8000-000000000000',
];

let directory: string;
let service: TestService;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-dashboard-'));
  const assets = join(directory, 'dashboard', 'assets');
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(directory, 'secret.txt'), 'outside');
  writeFileSync(join(directory, 'dashboard', 'index.html'), PAGE);
  writeFileSync(join(assets, 'index-abc123.js'), SCRIPT);
  writeFileSync(join(assets, 'index-abc123.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(assets, 'index-abc123.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(assets, '.hidden'), 'a dot file');
  service = await startTestService({ env: { DASHBOARD_DIR: join(directory, 'dashboard') } });
});
afterAll(async () => {
  await service.dispose();
  rmSync(directory, { recursive: true, force: true });
});

interface Raw {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Sends the path as it is written; `fetch` would tidy it and decode the answer. */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.url);
    const asked = request({ hostname, port, path, method, headers, timeout: 10_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject).end();
  });

describe('a page', () => {
  test.each(ADDRESSES)('%s is there without signing in, and holds nothing of anybody', async (address) => {
    const { status, headers, body } = await raw(address);
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html; charset=utf-8', PAGE]);
  });

  test('lets the browser run and show nothing but what we serve, and nobody frame it', async () => {
    const { headers } = await raw('/settings/api-keys');
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('once seen over https is never asked for without', async () => {
    expect((await raw('/')).headers['strict-transport-security']).toBeUndefined();
    const env = { DASHBOARD_DIR: join(directory, 'dashboard'), DASHBOARD_URL: 'https://keys.acme.example' };
    const { url } = await service.replica({ env });
    const { headers } = await fetch(`${url}/settings/api-keys`);
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000');
  });

  test('is sent again only when it is another one', async () => {
    const { headers } = await raw('/');
    const etag = headers['etag'] ?? '';
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await raw('/settings/users', { 'if-none-match': tags });
      expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, etag]);
    }
    expect((await raw('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('answers HEAD like GET, without a body, and no other method', async () => {
    const head = await raw('/settings/api-keys', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(PAGE.length), 0]);
    expect((await raw('/settings/api-keys', {}, 'POST')).status).toBe(404);
  });
});

describe('an asset', () => {
  test('may be kept for ever: its name changes with what it holds', async () => {
    const { status, headers, body } = await raw('/assets/index-abc123.js');
    expect([status, body.toString()]).toEqual([200, SCRIPT]);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'application/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('comes compressed as it was built, as %s', async (encoding, decompress) => {
    const { headers, body } = await raw('/assets/index-abc123.js', { 'accept-encoding': encoding });
    expect([headers['content-encoding'], decompress(body).toString()]).toEqual([encoding, SCRIPT]);
    expect(headers).toMatchObject({ vary: 'accept-encoding', 'content-type': 'application/javascript; charset=utf-8' });
  });

  test.each([
    '/assets/',
    '/assets/other.js',
    '/assets/.hidden',
    '/assets/../index.html',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets//index-abc123.js',
    '/index.html',
    '/.vite/manifest.json',
  ])('%s is not there', async (path) => {
    const { status, headers, body } = await raw(path);
    expect([status, headers['content-type']]).toEqual([404, PROBLEM]);
    expect(body.toString()).not.toMatch(/outside|a dot file/);
  });
});

describe('the API', () => {
  test.each(['/api-keys', '/api-key', '/merchants', '/destinations', '/accounts'])(
    '%s stays itself: without credentials a problem',
    async (path) => {
      const { status, headers } = await raw(path, { accept: 'text/html' });
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([401, PROBLEM, 'no-store']);
    },
  );

  test('answers what does not exist with a problem, as before', async () => {
    const { status, headers } = await raw('/nothing-here', { accept: 'text/html' });
    expect([status, headers['content-type']]).toEqual([404, PROBLEM]);
  });

  test('has its reference still', async () => {
    expect((await raw('/docs')).status).toBe(200);
    expect((await raw('/docs/swagger-ui.css')).status).toBe(200);
  });
});
