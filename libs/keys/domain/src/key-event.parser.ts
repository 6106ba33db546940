import { type ParsedEvent } from '@latchkey/accounts-domain';
import type { KeyEvent } from './key.events';

/** Reads a stored event of an `apikey-` stream. Strict: what is not exactly one of ours is refused with a reason. */
export function keyEventFromJson(_type: string, _data: unknown, _metadata: unknown): ParsedEvent<KeyEvent> {
  return { ok: false, reason: 'not implemented' };
}
