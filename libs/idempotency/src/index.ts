export { createIdempotency } from './idempotency';
export type {
  Answer,
  Attempt,
  AttemptAtEffect,
  Idempotency,
  IdempotencyOptions,
  IdempotentRequest,
  Outcome,
  Queryable,
  Scope,
  WorkResult,
} from './idempotency.types';
export { createIdempotencyKeys, generateIdempotencyKeyFile, type IdempotencyKeys } from './idempotency-keys';
export { isIdempotencyKey, MAX_IDEMPOTENCY_KEY_LENGTH } from './idempotency-key';
export { outcomeProblem } from './outcome-problem';
export { idempotencyMigration } from './migration';
