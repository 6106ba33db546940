import { type Logger } from '@latchkey/platform';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { answerPayment, type ProviderAnswer, refusal } from './answer-payment';
import { readBody } from './read-body';

export const PAYMENTS_PATH = '/v1/payments';
const MAX_BODY_BYTES = 1024 * 1024;

export type RunningProvider = { readonly url: string; stop(): Promise<void> };

/** `POST /v1/payments` and nothing else; each answer is one line in the log. `port` 0 takes any free one. */
export const startProvider = async (options: { port: number; logger: Logger }): Promise<RunningProvider> => {
  const { port, logger } = options;
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, (request, response) => {
    handle(request, response, logger).catch((error: unknown) => {
      logger.warn({ err: error }, 'a request broke off');
      response.destroy();
    });
  });
  server.maxConnections = 256;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, resolve);
  });
  // Listening on TCP, so the address is not a pipe's name.
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${boundPort}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};

const handle = async (request: IncomingMessage, response: ServerResponse, logger: Logger): Promise<void> => {
  const { status, body, shown } = await answer(request);
  logger.info({ method: request.method, path: pathOf(request), status, ...shown }, 'answered');
  const close = status === 413 ? { connection: 'close' } : {}; // what is still to come is nobody's next request
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...close }).end(body);
};

const answer = async (request: IncomingMessage): Promise<ProviderAnswer> => {
  if (pathOf(request) !== PAYMENTS_PATH) return refusal(404, `There is nothing but ${PAYMENTS_PATH} here.`);
  if (request.method !== 'POST') return refusal(405, 'Only POST is taken.');
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return refusal(413, `At most ${MAX_BODY_BYTES} bytes are taken.`);
  const { method, url = '', headers } = request;
  return answerPayment({ method, path: url, headers, body });
};

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? url;
