import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';

const JWK = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const NAME = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
const KID = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/** Contents of `SERVICE_PUBLIC_KEYS_FILE`. A public key is a JWK or the raw 32 bytes as base64url. */
export const servicePublicKeysSchema = z.object({
  keys: z
    .array(
      z.object({
        service: NAME,
        kid: KID,
        public_key: z.union([
          JWK,
          z
            .string()
            .regex(/^[A-Za-z0-9_-]{43}$/)
            .transform((x) => ({ kty: 'OKP' as const, crv: 'Ed25519' as const, x })),
        ]),
      }),
    )
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'every kid must be there once'),
});
export type ServicePublicKeys = z.output<typeof servicePublicKeysSchema>;
export type ServicePublicKey = ServicePublicKeys['keys'][number];

/** Contents of `SERVICE_PRIVATE_KEY_FILE`. */
export const servicePrivateKeySchema = z.object({
  service: NAME,
  kid: KID,
  private_key: JWK.extend({ d: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
});
export type ServicePrivateKey = z.output<typeof servicePrivateKeySchema>;

/** A new Ed25519 pair: what to write into the caller's private file, and its entry in auth's file of public keys. */
export function generateServiceKeyPair(
  service: string,
  kid: string,
): {
  readonly privateKeyFile: ServicePrivateKey;
  readonly publicKeysFile: ServicePublicKeys;
} {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const privateKeyFile = servicePrivateKeySchema.parse({
    service,
    kid,
    private_key: { kty: 'OKP', crv: 'Ed25519', x, d },
  });
  return { privateKeyFile, publicKeysFile: { keys: [publicHalf(privateKeyFile)] } };
}

/** The entry of a private key in a file of public ones, told by the private part alone. */
export function publicHalf({ service, kid, private_key: key }: ServicePrivateKey): ServicePublicKey {
  const { x = '' } = createPublicKey(createPrivateKey({ key, format: 'jwk' })).export({ format: 'jwk' });
  return { service, kid, public_key: { kty: 'OKP', crv: 'Ed25519', x } };
}
