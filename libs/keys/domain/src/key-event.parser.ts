import {
  eventParser,
  type EventShapes,
  FEATURES,
  isNullOr,
  isObjectOf,
  isOneOf,
  isSortedSet,
  isString,
  isUuid,
  isWholeNumber,
} from '@latchkey/accounts-domain';
import type { KeyEvent, Verifier } from './key.events';
import type { Scope } from './scope';

/** 32 bytes, base64url: the last character carries four bits only. */
const base64Url32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

const isVerifier = isObjectOf<Verifier>({
  value: (json): json is string => isString(json) && base64Url32.test(json),
  pepperVersion: isWholeNumber(1, 999_999_999),
});

const isScope = isObjectOf<Scope>({ merchantIds: isSortedSet(isUuid), features: isSortedSet(isOneOf(FEATURES)) });

export const keyShapes: EventShapes<KeyEvent> = {
  KeyCreated: {
    accountId: isUuid,
    keyId: isUuid,
    label: isString,
    display: isString,
    scope: isNullOr(isScope),
    verifier: isVerifier,
    replaces: isNullOr(isUuid),
  },
  KeyLabeled: { accountId: isUuid, keyId: isUuid, label: isString },
  KeyRevoked: { accountId: isUuid, keyId: isUuid },
};

/** Reads a stored event of an `apikey-` stream. Strict: what is not exactly one of ours is refused with a reason. */
export const keyEventFromJson = eventParser<KeyEvent>(keyShapes);
