export { createIdempotency } from './idempotency';
export type {
  Answer,
  Attempt,
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
export { idempotencyMigration } from './migration';
