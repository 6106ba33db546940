import { generateServiceKeyPair, publicHalf, type ServicePrivateKey } from '@latchkey/service-tokens';
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DataDirectory } from './data-directory';
import { forDevelopment } from './for-development';
import { writePrivateFile } from './private-file';
import { readSecret } from './read-secret';
import { StartError } from './start-error';

/** What a service shows itself by. */
export const PRIVATE_KEYS = {
  commerce: 'commerce-service-key.json',
  'key-management': 'key-management-service-key.json',
} as const;

/** Whom the holder of the file knows: auth of the first, commerce of the second. */
export const PUBLIC_KEYS = {
  'service-public-keys.json': ['commerce', 'key-management'],
  'commerce-service-public-keys.json': ['key-management'],
} as const;

type Service = keyof typeof PRIVATE_KEYS;
type PublicKeysFile = keyof typeof PUBLIC_KEYS;

/**
 * Keys by which services show each other who they are. Nothing that is stored depends on them, so one that is not whole is
 * made anew, and a file of public keys is written again unless it says what it should: after an interrupted start, a partial
 * restore, or an update from a version in which fewer knew each other.
 */
export const ensureServiceKeys = (data: DataDirectory): void => {
  const own: Record<Service, ServicePrivateKey> = {
    commerce: ensurePrivateKey(data, 'commerce'),
    'key-management': ensurePrivateKey(data, 'key-management'),
  };
  for (const [name, services] of Object.entries(PUBLIC_KEYS)) {
    const keys = services.map((service) => publicHalf(own[service]));
    // The names come from the table above.
    const file = name as PublicKeysFile;
    if (
      isDeepStrictEqual(
        wholeOrNull(() => readSecret(data, file).keys),
        keys,
      )
    )
      continue;
    writePrivateFile(data.at('secrets', file), forDevelopment({ keys }));
  }
};

const ensurePrivateKey = (data: DataDirectory, service: Service): ServicePrivateKey => {
  const name = PRIVATE_KEYS[service];
  const stored = wholeOrNull(() => readSecret(data, name));
  if (stored?.service === service && publicHalf(stored).public_key.x === stored.private_key.x) return stored;
  const { privateKeyFile } = generateServiceKeyPair(service, `${service}-${randomBytes(6).toString('hex')}`);
  writePrivateFile(data.at('secrets', name), forDevelopment(privateKeyFile));
  return privateKeyFile;
};

const wholeOrNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof StartError) return null;
    throw error;
  }
};
