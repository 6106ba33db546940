import Fastify, { type FastifyInstance } from 'fastify';
import { silentLogger } from '../logging/logger';
import { createMetrics } from '../metrics/metrics';
import { PROBLEMS } from '../problems/problem-catalogue';
import { fastifyOptions } from './fastify-options';
import { installHttp, installProblemHandlers } from './install-http';
import { type OpenApiDocument } from './openapi-fragments';
import { serveDocs } from './serve-docs';

describe('serveDocs', () => {
  const openApi: OpenApiDocument = { openapi: '3.1.0', info: { title: 'Keys & <co>', version: '1' }, paths: {} };
  let fastify: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    const options = { logger: silentLogger(), metrics: createMetrics('svc') };
    fastify = Fastify(fastifyOptions(options));
    installHttp(fastify, options);
    installProblemHandlers(fastify, options);
    serveDocs(fastify, openApi);
    url = await fastify.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => fastify.close());

  test('serves the description as it was given', async () => {
    expect(await (await fetch(`${url}/openapi.json`)).json()).toEqual(openApi);
  });

  test('the page has no inline script or style, and every file it names is there', async () => {
    const page = await fetch(`${url}/docs`);
    const html = await page.text();
    expect(html).toContain('<title>Keys &#38; &#60;co&#62;</title>');
    expect(html).not.toMatch(/<script>|<style|style=|\son\w+=/);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    const files = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, file]) => file);
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const file of files) expect([file, (await fetch(url + file)).status]).toEqual([file, 200]);
  });

  test('the types of problems lead to their description', async () => {
    const html = await (await fetch(`${url}/docs/problems`)).text();
    for (const classifier of Object.keys(PROBLEMS)) expect(html).toContain(`<tr id="${classifier}">`);
  });

  test.each(['/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/package.json', '/docs/swagger-ui.js'])(
    'nothing else of the package is served: %s',
    async (path) => {
      expect((await fetch(url + path)).status).toBe(404);
    },
  );
});
