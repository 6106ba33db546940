import { makeDirectory } from '@latchkey/platform';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type DataDirectory } from './data-directory';
import { fingerprintOf } from './fingerprint';
import { forDevelopment } from './for-development';
import { writePrivateFile } from './private-file';
import { readSecret, unusable } from './read-secret';
import { type SecretFileName } from './secret-shapes';
import { ensureSealingKey } from './sealing-key';
import { ensureServiceKeys, PRIVATE_KEYS } from './service-keys';

export type DatabasePasswords = Record<'superuser' | 'owner' | 'key_management' | 'auth' | 'commerce', string>;

export type Secrets = {
  readonly operatorToken: string;
  readonly databasePasswords: DatabasePasswords;
  /** Marks the database that is set up with them, and tells nothing of them. */
  readonly fingerprint: string;
  /** Paths, as the services' settings want them. */
  readonly files: {
    readonly peppers: string;
    readonly rootKey: string;
    readonly keyManagementIdempotencyKey: string;
    readonly commerceIdempotencyKey: string;
    /** How commerce and key-management show who they are, and whom auth and commerce know. */
    readonly commerceServiceKey: string;
    readonly keyManagementServiceKey: string;
    readonly authPublicKeys: string;
    readonly commercePublicKeys: string;
    readonly sealingKey: string;
    readonly commerceSealingKey: string;
  };
  /** By which auditors know the key that seals. */
  readonly sealingKeyFingerprint: string;
};

/**
 * Makes every secret on the first start and never again: what is stored cannot be read without them. (But for keys
 * between services, see `ensureServiceKeys`.)
 * @throws StartError that names the file which is missing or damaged
 */
export const ensureSecrets = (data: DataDirectory): Secrets => {
  makeDirectory(data.at('secrets'));
  const ensure = (name: SecretFileName, make: () => string): string => {
    const path = data.at('secrets', name);
    if (!existsSync(path)) {
      if (data.isComplete) throw unusable(path, 'is missing', data.path);
      writePrivateFile(path, make());
    }
    readSecret(data, name);
    return path;
  };

  ensure('database-passwords.json', newPasswords);
  ensure('operator-token', () => randomBytes(32).toString('base64url'));
  ensureServiceKeys(data);
  const { fingerprint: sealingKeyFingerprint } = ensureSealingKey(data, 'sealing-key.json');
  ensureSealingKey(data, 'commerce-sealing-key.json');
  const at = (name: SecretFileName): string => data.at('secrets', name);
  const files: Secrets['files'] = {
    peppers: ensure('peppers.json', () => newKeyFile('peppers')),
    rootKey: ensure('root-key.json', () => newKeyFile('keys')),
    keyManagementIdempotencyKey: ensure('key-management-idempotency-key.json', () => newKeyFile('keys')),
    commerceIdempotencyKey: ensure('commerce-idempotency-key.json', () => newKeyFile('keys')),
    commerceServiceKey: at(PRIVATE_KEYS.commerce),
    keyManagementServiceKey: at(PRIVATE_KEYS['key-management']),
    authPublicKeys: at('service-public-keys.json'),
    commercePublicKeys: at('commerce-service-public-keys.json'),
    sealingKey: at('sealing-key.json'),
    commerceSealingKey: at('commerce-sealing-key.json'),
  };
  data.markComplete();
  return {
    operatorToken: readSecret(data, 'operator-token'),
    databasePasswords: readSecret(data, 'database-passwords.json'),
    fingerprint: fingerprintOf({
      pepper: oldest(readSecret(data, 'peppers.json').peppers),
      rootKey: oldest(readSecret(data, 'root-key.json').keys),
    }),
    files,
    sealingKeyFingerprint,
  };
};

/** Of the versions in a key file: what is stored longest needs it, so it stays when others come. */
const oldest = (versions: Readonly<Record<string, string>>): string => {
  const [version] = Object.keys(versions).toSorted((a, b) => Number(a) - Number(b));
  return versions[version ?? ''] ?? '';
};

const newKeyFile = (member: 'keys' | 'peppers'): string =>
  forDevelopment({ current: 1, [member]: { 1: randomBytes(32).toString('base64') } });

const newPasswords = (): string => {
  const password = (): string => randomBytes(24).toString('base64url');
  const passwords: DatabasePasswords = {
    superuser: password(),
    owner: password(),
    key_management: password(),
    auth: password(),
    commerce: password(),
  };
  return JSON.stringify(passwords);
};
