import { problemEntry, type Classifier } from './problem-catalogue';

/** One member of the body (or query) that is wrong. `field` is a path such as `scope.merchant_ids`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  /** Replaces the catalogue's words. Goes to the caller as it is: never a value that could be a secret. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  readonly outbound?: OutboundState;
}

/** Of a request that was to be forwarded: did any of it reach the destination? */
export type OutboundState = 'not_sent' | 'sent' | 'unknown';

/** RFC 9110 wants one with every 401. */
const CHALLENGE = 'ApiKey realm="latchkey", Bearer realm="latchkey"';

/** An answer other than success, as `application/problem+json`. Throw it anywhere between a guard and a handler. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly outbound: OutboundState | undefined;

  constructor(
    readonly classifier: Classifier,
    options: ProblemOptions = {},
  ) {
    const { status, title, detail, retryAfter } = problemEntry(classifier);
    super(options.detail ?? detail, { cause: options.cause });
    this.status = status;
    this.title = title;
    this.detail = this.message;
    this.errors = options.errors;
    this.outbound = options.outbound;
    this.headers = {
      ...(retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }),
      ...(status === 401 ? { 'www-authenticate': CHALLENGE } : {}),
      ...options.headers,
    };
  }
}
