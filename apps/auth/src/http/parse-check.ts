import { isOperation, type Operation } from '@latchkey/keys-domain';
import type { Check, MalformedReason } from '../verdict/verdict';
import { parseDestination } from './parse-destination';

export type ParsedCheck =
  | { readonly ok: true; readonly check: Check }
  | { readonly ok: false; readonly reason: MalformedReason; readonly keyId: string | null };

/** One item of `checks`, by hand: a wrong one gets a verdict of its own and does no harm to the others. */
export function parseCheck(item: unknown): ParsedCheck {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return wrong('bad_check', null);
  const { key_id, digest, feature, merchant_id, destination, min_position, ...others } = item as Record<
    string,
    unknown
  >;
  const keyId = typeof key_id === 'string' && UUID.test(key_id) ? key_id : null;
  if (keyId === null) return wrong('bad_key_id', null);
  if (typeof digest !== 'string' || !DIGEST.test(digest)) return wrong('bad_digest', keyId);
  if (feature !== undefined && !isOperationName(feature)) return wrong('bad_feature', keyId);
  if (merchant_id !== undefined && !isUuidOfAnyCase(merchant_id)) return wrong('bad_merchant_id', keyId);
  if (min_position !== undefined && !isPositionText(min_position)) return wrong('unknown_position', keyId);
  const wish = destination === undefined ? undefined : parseDestination(destination, merchant_id !== undefined);
  if (wish === null) return wrong('bad_destination', keyId);
  if (Object.keys(others).length > 0) return wrong('bad_check', keyId);
  const check: Check = {
    keyId,
    digest: Buffer.from(digest, 'base64url'),
    operation: feature,
    merchantId: merchant_id?.toLowerCase(),
    destination: wish,
    minPosition: min_position,
  };
  return { ok: true, check };
}

const wrong = (reason: MalformedReason, keyId: string | null): ParsedCheck => ({ ok: false, reason, keyId });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_OF_ANY_CASE = new RegExp(UUID, 'i');
/** base64url of 32 bytes: the last character carries four bits. */
const DIGEST = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const MAX_POSITION_CHARS = 128;

const isOperationName = (value: unknown): value is Operation => typeof value === 'string' && isOperation(value);
const isUuidOfAnyCase = (value: unknown): value is string => typeof value === 'string' && UUID_OF_ANY_CASE.test(value);
const isPositionText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_POSITION_CHARS;
