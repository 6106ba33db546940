import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Problem } from '../problems/problem';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../problems/problem-body';
import { setStandardHeaders } from './security-headers';

/** Sends a problem as the answer. Does nothing if an answer is on its way already. */
export function problemReply(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) return;
  // The framework answers some requests (such as `GET *x`) before our hook has run.
  if (!reply.hasHeader('x-request-id')) setStandardHeaders(request, reply);
  const body = problemBody(problem, { instance: request.raw.url ?? '/', requestId: request.id });
  reply.code(problem.status).headers(problem.headers).header('content-type', PROBLEM_CONTENT_TYPE);
  reply.send(JSON.stringify(body));
}
