import type { KeyObject } from 'node:crypto';
import { CompactEncrypt } from 'jose';

/** A merchant's encryption key: 256 bits, with the name that its JWEs carry. */
export interface MerchantKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** What a merchant reads in a JWE of ours. */
export interface MerchantPlaintext {
  readonly network_token: {
    readonly token: string;
    readonly expiry_year: number;
    readonly expiry_month: number;
  };
  /** Base64. */
  readonly cryptogram: string;
  readonly eci: string | null;
}

/**
 * A compact JWE (RFC 7516) that the merchant's key opens: a fresh content key, wrapped with AES-256-GCM (`A256GCMKW`, RFC
 * 7518 section 4.7), encrypts the plaintext's JSON with AES-256-GCM (`A256GCM`). `kid` stands in the protected header.
 */
export function encryptForMerchant({ kid, key }: MerchantKey, plaintext: MerchantPlaintext): Promise<string> {
  const { network_token: networkToken, cryptogram, eci } = plaintext;
  const { token, expiry_year, expiry_month } = networkToken;
  // Named one by one: nothing that a caller's object carries besides may get in.
  const json = JSON.stringify({ network_token: { token, expiry_year, expiry_month }, cryptogram, eci });
  return new CompactEncrypt(Buffer.from(json, 'utf8'))
    .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid })
    .encrypt(key);
}
