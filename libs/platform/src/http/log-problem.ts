import { type Logger } from '../logging/logger';
import { type Problem } from '../problems/problem';

/**
 * Logs what went wrong on our side. A 500 is a bug and comes with everything about it; a 503 says that something is away
 * and may come by the thousand: one short line each.
 */
export function logProblem(logger: Logger, problem: Problem, requestId: string): void {
  if (problem.status < 500) return;
  if (problem.status !== 503) {
    logger.error({ err: problem.cause ?? problem, request_id: requestId }, problem.classifier);
    return;
  }
  const reason = problem.cause instanceof Error ? problem.cause.message.slice(0, 200) : undefined;
  logger.warn({ reason, request_id: requestId }, problem.classifier);
}
