import type { AccountEvent } from './account.events';
import type { ParsedEvent } from './event-parser';

/** Reads a stored event of an `account-` stream. Strict: what is not exactly one of ours is refused with a reason. */
export function accountEventFromJson(_type: string, _data: unknown, _metadata: unknown): ParsedEvent<AccountEvent> {
  return { ok: false, reason: 'not implemented' };
}
