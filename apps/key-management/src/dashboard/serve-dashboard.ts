import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type DashboardFiles } from './dashboard-files';
import { pageHeaders } from './page-headers';

/** The addresses that people open; none of them is one of the API's. */
const PAGES = ['/', '/sign-in', '/invitation', '/password-reset', '/settings', '/settings/*'] as const;

const ONE_YEAR = '365d';

/** The dashboard's page at its addresses and its files at `/assets/`. Call it before the app is ready. */
export const serveDashboard = (
  fastify: FastifyInstance,
  files: DashboardFiles,
  dashboardUrl: string | undefined,
): void => {
  const headers = { ...pageHeaders(dashboardUrl), etag: files.pageEtag };
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(headers);
    return holds(request, files.pageEtag) ? reply.code(304).send() : reply.send(files.page);
  };
  for (const path of PAGES) fastify.get(path, page);

  fastify.register(import('@fastify/static'), {
    root: files.assets,
    prefix: '/assets/',
    // The pages of the API's reference have decorated replies already.
    decorateReply: false,
    // A route for each file that is there now: whatever else is asked for meets no route, so no path can lead elsewhere.
    wildcard: false,
    // Beside each file lie its compressed forms.
    preCompressed: true,
    index: false,
    dotfiles: 'ignore',
    maxAge: ONE_YEAR,
    immutable: true,
    setHeaders: (reply) => void reply.header('cross-origin-resource-policy', 'same-origin'),
  });
};

/** RFC 9110: `if-none-match` compares weakly, and a list of tags may be given. */
const holds = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
