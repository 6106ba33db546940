import { Problem, toProblem, type Outbound } from '@latchkey/platform';
import { mapDatabaseError } from '../database/database-fault';
import type { Stopwatch } from './server-timing';

/** Errors of a forward say whether any of it left, and how long its parts took. */
export async function saysWhatLeft<T>(stopwatch: Stopwatch, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withOutbound(toProblem(error, mapDatabaseError), stopwatch);
  }
}

function withOutbound(problem: Problem, stopwatch: Stopwatch): Problem {
  const { classifier, detail, errors, cause, headers } = problem;
  const outbound: Outbound = problem.outbound ?? (classifier === 'internal_error' ? 'unknown' : 'not_sent');
  return new Problem(classifier, {
    detail,
    cause,
    outbound,
    ...(errors === undefined ? {} : { errors }),
    headers: { ...headers, 'server-timing': stopwatch.header() },
  });
}
