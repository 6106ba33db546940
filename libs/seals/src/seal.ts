import { canonicalJson } from '@latchkey/event-store';
import { sign, verify, type KeyObject } from 'node:crypto';
import { fingerprintOf, type SealingKey } from './sealing-key';

/** The logs that are sealed, each with ordinals and seals of its own. */
export const SEALED_LOGS = ['events', 'accesses', 'user-actions'] as const;
export type SealedLog = (typeof SEALED_LOGS)[number];

/** That the first `size` leaves of a log had this root at this time. */
export interface Head {
  readonly log: SealedLog;
  /** Made with the log: a copy of it, or one that took its place, has another. */
  readonly log_id: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** ISO 8601, UTC, by the clock of whoever sealed. */
  readonly time: string;
}

/**
 * A signed head. Signed are the canonical JSON bytes of `{format, log, log_id, size, root, time}`. `consistency` needs no
 * signature, because it proves itself: that the tree of the seal before (`previous_size`) is the beginning of this one.
 */
export interface Seal extends Head {
  readonly format: typeof SEAL_FORMAT;
  /** Fingerprint of the public key, see `fingerprintOf`. */
  readonly key: string;
  /** Ed25519, base64. */
  readonly signature: string;
  /** Null: the first of its series. */
  readonly previous_size: number | null;
  /** Hex, see `consistencyProof`. */
  readonly consistency: readonly string[];
}

export const SEAL_FORMAT = 'latchkey-seal-1';

/** `previous`: the size of the seal before, and the proof from there; null for the first. */
export function signHead(
  head: Head,
  key: SealingKey,
  previous: { readonly size: number; readonly consistency: readonly Uint8Array[] } | null,
): Seal {
  const { log, log_id, size, root, time } = head;
  return {
    format: SEAL_FORMAT,
    log,
    log_id,
    size,
    root,
    time,
    key: key.fingerprint,
    signature: sign(null, signedBytes(head), key.privateKey).toString('base64'),
    previous_size: previous?.size ?? null,
    consistency: previous?.consistency.map((hash) => Buffer.from(hash).toString('hex')) ?? [],
  };
}

/** True if and only if the holder of this key signed the seal's head. Says nothing of its consistency with others. */
export function verifySeal(seal: Seal, publicKey: KeyObject): boolean {
  return (
    seal.key === fingerprintOf(publicKey) &&
    verify(null, signedBytes(seal), publicKey, Buffer.from(seal.signature, 'base64'))
  );
}

function signedBytes({ log, log_id, size, root, time }: Head): Uint8Array {
  return canonicalJson({ format: SEAL_FORMAT, log, log_id, size, root, time });
}
