import { looksLikeSecret } from '../logging/looks-like-secret';
import { type FieldError, type OutboundState, type Problem } from './problem';
import { type Classifier } from './problem-catalogue';

/** RFC 9457, with our own members. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: number;
  readonly classifier: Classifier;
  readonly message: string;
  readonly request_id: string;
  readonly errors?: readonly FieldError[];
  readonly outbound?: OutboundState;
}

export interface ProblemContext {
  /** The request's URL as it came; only its path is shown, and no part of it that could be a secret. */
  readonly instance: string;
  readonly requestId: string;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** The stable address of a classifier's description: a URI reference, resolved against the service itself. */
export const problemType = (classifier: Classifier): string => `/docs/problems#${classifier}`;

export function problemBody(problem: Problem, { instance, requestId }: ProblemContext): ProblemBody {
  const { classifier, status, title, detail, errors, outbound } = problem;
  return {
    type: problemType(classifier),
    title,
    status,
    detail,
    instance: safePath(instance),
    code: status,
    classifier,
    message: detail,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
    ...(outbound === undefined ? {} : { outbound }),
  };
}

const MAX_PATH_CHARS = 256;

/** The path of a URL if nothing in it looks like a secret, however it is encoded; else `/`. */
export function safePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '/';
  if (!/^\/[A-Za-z0-9/._~%:@!$&'()*+,;=-]*$/.test(path) || path.length > MAX_PATH_CHARS) return '/';
  // Twice: what was encoded twice comes back readable when a reader decodes it.
  const decoded = decode(path);
  const again = decoded === undefined ? undefined : (decode(decoded) ?? decoded);
  return decoded !== undefined && again !== undefined && !looksLikeSecret(decoded) && !looksLikeSecret(again)
    ? path
    : '/';
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
