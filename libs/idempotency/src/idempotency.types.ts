import type { IdempotencyKeys } from './idempotency-keys';

/** Whose record it is. Two requests share a record only if all five agree. */
export interface Scope {
  readonly accountId: string;
  /** Type and id of the caller, e.g. `operator:jo` or `api_key:<uuid>`. */
  readonly caller: string;
  readonly method: string;
  readonly path: string;
  /** The text of `x-idempotency-key`; check it with `isIdempotencyKey` first. Only its hash is stored. */
  readonly key: string;
}

export interface IdempotentRequest {
  readonly scope: Scope;
  /** Everything that shapes the outcome: the body's bytes (or a canonical text of it), the query, headers. */
  readonly fingerprint: readonly (string | Uint8Array)[];
  /** How long nobody else may run this request while no answer is stored. Default 20,000. */
  readonly leaseMs?: number;
}

/** Fixed before the work begins and the same in every attempt, so that a repeated effect is recognised as the same. */
export interface Attempt {
  /** UUID; derive event ids from it. */
  readonly commandId: string;
  /** UUID for the thing that is made, if one is. */
  readonly resourceId: string;
  /** From 1. Above 1 an earlier attempt may have done its work: look for it before doing it again. */
  readonly attempt: number;
}

export interface AttemptAtEffect extends Attempt {
  /**
   * To be called, and awaited, right before an effect that must not happen twice and of which nobody can find out whether
   * it happened. False: another attempt owns the record, so do not begin. From then on the record never expires and is
   * never taken over: until an answer is stored, a repeat is told `unknown`. Once only.
   */
  beginEffect(): Promise<boolean>;
}

/** An HTTP answer as far as it is repeated. It is stored encrypted. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface WorkResult<A extends Answer = Answer> {
  readonly answer: A;
  /** What a repetition is told, when it must not be the answer itself (a one-time secret). Default: the answer. */
  readonly remembered?: Answer;
}

export type Outcome<A extends Answer = Answer> =
  | { readonly kind: 'fresh'; readonly answer: A }
  | { readonly kind: 'replayed'; readonly answer: Answer }
  /** The key was used for another request: 422 `idempotency_key_reused`. */
  | { readonly kind: 'mismatch' }
  /** An effect began and nobody knows whether it happened: 409 `outcome_unknown`, for ever. */
  | { readonly kind: 'unknown' }
  /** The first request has not ended: 409 `idempotency_key_in_progress`. After `retryAfterMs` it may be taken over. */
  | { readonly kind: 'running'; readonly retryAfterMs: number };

export interface Idempotency {
  /**
   * Runs `work` unless the request was answered before, is running, or differs from the first one under its key.
   *
   * What `work` throws is thrown on. If the error proves that nothing happened (`nothingHappened`) the record is taken
   * away so that a corrected request may follow; else it stays, its lease ends, and the next request takes it over at
   * once with the same ids, unless its effect had begun (`beginEffect`). Of an attempt that was never heard of again the lease has to run out first. When the record cannot be completed after the work was done, the answer is given all
   * the same (it may hold a one-time secret) and `onIncomplete` is told.
   */
  execute<A extends Answer>(
    request: IdempotentRequest,
    work: (attempt: AttemptAtEffect) => Promise<WorkResult<A>>,
  ): Promise<Outcome<A>>;
  /** Whether a request under this key was begun before and left a record: its work may have been done. */
  wasBegun(scope: Scope): Promise<boolean>;
  /** Deletes up to `limit` (default 1,000) records that are older than they need be; answers how many. */
  sweep(limit?: number): Promise<number>;
}

/** The part of a `pg` pool or client that is used. */
export interface Queryable {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{
    rows: unknown[];
    rowCount: number | null;
  }>;
}

export interface IdempotencyOptions {
  readonly pool: Queryable;
  /** The PostgreSQL schema that `idempotencyMigration` was applied to. */
  readonly schema: string;
  readonly keys: IdempotencyKeys;
  /** How long an answer is repeated. Default 24 h. */
  readonly rememberMs?: number;
  /**
   * Does this error prove that the work had no effect? Default: it says `outbound: 'not_sent'`, or it has a `status`
   * of 400 to 499; never the classifier `outcome_unknown`.
   */
  readonly nothingHappened?: (error: unknown) => boolean;
  /** Told about a record that could not be completed or taken away; nobody's request fails for it. */
  readonly onIncomplete?: (error: unknown) => void;
}
