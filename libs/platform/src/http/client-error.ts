import { STATUS_CODES } from 'node:http';
import { type Socket } from 'node:net';
import { answerInProgress } from './answer-in-progress';
import { newId } from '../ids';
import { Problem } from '../problems/problem';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../problems/problem-body';
import { type Classifier } from '../problems/problem-catalogue';
import { MAX_URL_CHARS } from './fastify-options';

interface ClientError extends Error {
  readonly code: string;
  readonly rawPacket: unknown;
}

/** Answers what Node's parser refused before it became a request: then closes, for what follows cannot be trusted. */
export function answerClientError(error: ClientError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || answerInProgress(socket) === 'begun') {
    // A second head after a pipelined request's answer has begun would be read as part of that answer.
    socket.destroy();
    return;
  }
  const problem = new Problem(classify(error));
  const requestId = newId();
  const body = JSON.stringify(problemBody(problem, { instance: '/', requestId }));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `content-type: ${PROBLEM_CONTENT_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroySoon(),
  );
}

function classify({ code, rawPacket }: ClientError): Classifier {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed_request';
  const firstLineEnd = Buffer.isBuffer(rawPacket) ? rawPacket.indexOf('\r\n') : 0;
  return firstLineEnd === -1 || firstLineEnd > MAX_URL_CHARS ? 'uri_too_long' : 'headers_too_large';
}
