import { type FastifyInstance, type FastifyReply } from 'fastify';
import swaggerUiPath from 'swagger-ui-dist/absolute-path.js';
import { docsInitScript, docsPage, docsStyle, problemsPage } from './docs-pages';
import { type OpenApiDocument } from './openapi-fragments';

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** Nothing inline, not even style attributes (tried in a browser); Swagger UI's style sheet has its icons as data: images. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/openapi.json`, the human page `/docs` and the list of problems `/docs/problems`. Call it before the app is ready. */
export function serveDocs(fastify: FastifyInstance, openApi: OpenApiDocument): void {
  const description = JSON.stringify(openApi);
  const page = (reply: FastifyReply, type: string, body: string) =>
    reply
      .headers({ 'content-security-policy': DOCS_POLICY, 'cache-control': 'no-cache', 'content-type': type })
      .send(body);
  const html = 'text/html; charset=utf-8';

  // Loaded here, so that programs without HTTP do not load it.
  fastify.register(import('@fastify/static'), { root: swaggerUiPath(), serve: false, cacheControl: false });
  fastify.get('/openapi.json', (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(description),
  );
  for (const path of ['/docs', '/docs/']) {
    fastify.get(path, (_request, reply) => page(reply, html, docsPage(openApi.info.title)));
  }
  fastify.get('/docs/problems', (_request, reply) => page(reply, html, problemsPage()));
  fastify.get('/docs/init.js', (_request, reply) => page(reply, 'text/javascript; charset=utf-8', docsInitScript));
  fastify.get('/docs/page.css', (_request, reply) => page(reply, 'text/css; charset=utf-8', docsStyle));
  for (const asset of ASSETS) {
    fastify.get(`/docs/${asset}`, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').sendFile(asset),
    );
  }
}
