import { Problem, toProblem, type OutboundState } from '@latchkey/platform';
import { mapDatabaseError } from '../database/database-fault';

/** Any error as a problem that says what became of the request; one that says so already is believed. */
export function withOutbound(
  error: unknown,
  outbound: OutboundState,
  headers: Readonly<Record<string, string>> = {},
): Problem {
  const problem = toProblem(error, mapDatabaseError);
  const { classifier, detail, errors, cause } = problem;
  return new Problem(classifier, {
    ...{ detail, cause, headers: { ...problem.headers, ...headers } },
    outbound: problem.outbound ?? outbound,
    ...(errors === undefined ? {} : { errors }),
  });
}

/** While `work` runs, this is what is known of the request. */
export async function knowing<T>(outbound: OutboundState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withOutbound(error, outbound);
  }
}
