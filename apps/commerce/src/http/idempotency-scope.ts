import type { Scope } from '@latchkey/idempotency';
import type { Authorized } from '../authorization/request-authorizer.port';

/** Whose idempotency record a POST has: one for each key of a caller and path. */
export function idempotencyScope({ verdict }: Authorized, path: string, key: string): Scope {
  return { accountId: verdict.accountId, caller: `api_key:${verdict.keyId}`, method: 'POST', path, key };
}
