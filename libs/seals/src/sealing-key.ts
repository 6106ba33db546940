import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

export interface SealingKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly fingerprint: string;
}

/** Contents of `SEALING_KEY_FILE`, `{"private_key_pem": "<PKCS #8, Ed25519>"}`, as the key to seal with. */
export const sealingKeySchema = z
  .object({ private_key_pem: z.string().max(1_000) })
  .transform(({ private_key_pem }, context): SealingKey => {
    const privateKey = parseKey(private_key_pem);
    if (privateKey?.asymmetricKeyType !== 'ed25519') {
      // Never the library's own message: it may quote the file.
      context.addIssue({ code: 'custom', path: ['private_key_pem'], message: 'not an Ed25519 key' });
      return z.NEVER;
    }
    const publicKey = createPublicKey(privateKey);
    return { privateKey, publicKey, fingerprint: fingerprintOf(publicKey) };
  });

/** A new key: what to write into a private file. */
export function generateSealingKeyFile(): { readonly private_key_pem: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { private_key_pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() };
}

/** By which an auditor knows a public key: `sha256:<hex of SHA-256 over its SPKI, DER>`. */
export function fingerprintOf(publicKey: KeyObject): string {
  return `sha256:${createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')}`;
}

/** The half that may be handed out, as an export carries it. */
export function publicKeyPem(publicKey: KeyObject): string {
  return publicKey.export({ format: 'pem', type: 'spki' }).toString();
}

/** Throws a `TypeError` for anything but an Ed25519 public key. */
export function parsePublicKeyPem(pem: string): KeyObject {
  const key = pem.includes('PRIVATE KEY') ? undefined : attempt(() => createPublicKey({ key: pem, format: 'pem' }));
  if (key?.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 public key');
  return key;
}

function parseKey(pem: string): KeyObject | undefined {
  return attempt(() => createPrivateKey({ key: pem, format: 'pem' }));
}

function attempt(parse: () => KeyObject): KeyObject | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
