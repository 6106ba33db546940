import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Metrics } from '../metrics/metrics';
import { runChecks, type ReadinessChecks } from './readiness';

export interface AdminServerOptions {
  /** Default 127.0.0.1: health and metrics are nobody else's business. */
  readonly host?: string;
  readonly port: number;
  /** By dependency; a check rejects when the dependency is missing. */
  readonly checks: ReadinessChecks;
  readonly metrics: Metrics;
  /** A check that takes longer counts as failed. Default 2,000. */
  readonly checkDeadlineMs?: number;
}

export interface AdminServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `/healthz` (the process lives), `/readyz` (every dependency answers, else 503), `/metrics` (Prometheus). */
export async function startAdminServer(options: AdminServerOptions): Promise<AdminServer> {
  const { host = '127.0.0.1', port, checks, metrics, checkDeadlineMs = 2_000 } = options;

  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (path === '/metrics') return send(response, 200, metrics.contentType, await metrics.text());
    if (path !== '/readyz') return sendJson(response, 404, { status: 'not_found' });
    const readiness = await runChecks(checks, checkDeadlineMs);
    return sendJson(response, readiness.status === 'ready' ? 200 : 503, readiness);
  };

  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 404, { status: 'not_found' });
    answer(request.url?.split('?', 1)[0] ?? '', response).catch(() => sendJson(response, 500, { status: 'error' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  // Listening on TCP, so the address is not a pipe's name.
  const { address, port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${boundPort}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const sendJson = (response: ServerResponse, status: number, body: object): void =>
  send(response, status, 'application/json', JSON.stringify(body));

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
