import { sealingKeySchema } from '@latchkey/seals';
import { servicePrivateKeySchema, servicePublicKeysSchema } from '@latchkey/service-tokens';
import { z } from 'zod';

const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/); // base64 of 32 bytes
const password = z.string().min(1);
const keyFile = z
  .object({ current: z.int(), keys: z.record(z.string(), key) })
  .refine(({ current, keys }) => current in keys);
const peppers = z
  .object({ current: z.int(), peppers: z.record(z.string(), key) })
  .refine((file) => file.current in file.peppers);

/** What each file of secrets holds when it is whole: a file that was cut off is found before a service trips over it. */
export const secretShapes = {
  'database-passwords.json': z.object({
    superuser: password,
    owner: password,
    key_management: password,
    auth: password,
    commerce: password,
  }),
  'operator-token': z.string().min(43), // 256 bits
  'peppers.json': peppers,
  'root-key.json': keyFile,
  'key-management-idempotency-key.json': keyFile,
  'commerce-idempotency-key.json': keyFile,
  'sealing-key.json': sealingKeySchema,
  'commerce-sealing-key.json': sealingKeySchema,
  'commerce-service-key.json': servicePrivateKeySchema,
  'service-public-keys.json': servicePublicKeysSchema,
  'key-management-service-key.json': servicePrivateKeySchema,
  'commerce-service-public-keys.json': servicePublicKeysSchema,
} as const;

export type SecretFileName = keyof typeof secretShapes;
