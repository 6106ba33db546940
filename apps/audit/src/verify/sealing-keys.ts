import { fingerprintOf, parsePublicKeyPem, type Seal, verifySeal } from '@latchkey/seals';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { wrongUsage } from '../cli/audit-error';

/** The public keys that are taken to be the sealer's. */
export interface SealingKeys {
  /** Undefined: the key that made this seal is not at hand. */
  signed(seal: Seal): boolean | undefined;
  readonly fingerprints: readonly string[];
  /** Whether the fingerprint came from outside. */
  readonly compared: boolean;
}

const FINGERPRINT = /^(?:sha256:)?([0-9a-f]{64})$/;

/** One, or several separated by commas, where one key took over from another. */
export function parseFingerprints(text: string): readonly string[] {
  return text.split(',').map((each) => {
    const [, digits] = FINGERPRINT.exec(each.trim().toLowerCase()) ?? [];
    if (digits === undefined) throw wrongUsage('--key-fingerprint is no fingerprint: it is sha256: and 64 hex digits');
    return `sha256:${digits}`;
  });
}

export async function readPublicKey(path: string): Promise<string> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrongUsage(`the file that --public-key names cannot be read (${error.code ?? 'unknown error'})`);
  });
  if (keyOf(pem)) return pem;
  throw wrongUsage('the file that --public-key names holds no Ed25519 public key (PEM)');
}

/** `wanted` undefined: whatever is at hand is taken, and `compared` says so. */
export function createSealingKeys(pems: readonly string[], wanted: readonly string[] | undefined): SealingKeys {
  const keys = new Map<string, KeyObject>();
  for (const pem of pems) {
    const key = keyOf(pem);
    if (key && (wanted === undefined || wanted.includes(fingerprintOf(key)))) keys.set(fingerprintOf(key), key);
  }
  return {
    signed(seal) {
      const key = keys.get(seal.key);
      if (key) return verifySeal(seal, key);
      // Made with another key than was named: whether that is at hand or not, the seal is none of ours.
      return wanted?.includes(seal.key) === false ? false : undefined;
    },
    fingerprints: [...keys.keys()],
    compared: wanted !== undefined,
  };
}

/** Of those that have sealed, the one that this seal names; null: it is not among them. */
export const pemOf = (seal: Seal | null, pems: readonly string[]): string | null =>
  pems.find((pem) => {
    const key = keyOf(pem);
    return key !== undefined && fingerprintOf(key) === seal?.key;
  }) ?? null;

function keyOf(pem: string): KeyObject | undefined {
  try {
    return parsePublicKeyPem(pem);
  } catch {
    return undefined;
  }
}
