import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { type DataDirectory } from './data-directory';
import { writePrivateFile } from './private-file';
import { StartError } from './start-error';

export type DatabasePasswords = Record<'superuser' | 'owner' | 'key_management' | 'auth' | 'commerce', string>;

export type Secrets = {
  readonly operatorToken: string;
  readonly databasePasswords: DatabasePasswords;
  /** Paths, as the services' settings want them. */
  readonly files: {
    readonly peppers: string;
    readonly rootKey: string;
    readonly keyManagementIdempotencyKey: string;
    readonly commerceIdempotencyKey: string;
    readonly servicePrivateKey: string;
    readonly servicePublicKeys: string;
  };
};

/** Makes every secret on the first start and never again: what is stored cannot be read without them. */
export const ensureSecrets = (data: DataDirectory): Secrets => {
  mkdirSync(data.at('secrets'), { recursive: true, mode: 0o700 });
  const ensure = (name: string, make: () => string): string => {
    const path = data.at('secrets', name);
    if (!existsSync(path)) {
      if (data.isComplete) throw lost(path, data.path);
      writePrivateFile(path, make());
    }
    return path;
  };

  const serviceKeys = { private: 'commerce-service-key.json', public: 'service-public-keys.json' };
  const pair = generateServiceKeyPair('commerce', `commerce-${randomBytes(6).toString('hex')}`);
  // The two belong together: one without the other is what an interrupted first start left.
  const whole =
    existsSync(data.at('secrets', serviceKeys.private)) && existsSync(data.at('secrets', serviceKeys.public));
  const ensureServiceKey = (name: string, contents: object): string => {
    if (!whole && !data.isComplete) writePrivateFile(data.at('secrets', name), forDevelopment(contents));
    return ensure(name, () => forDevelopment(contents));
  };

  const passwords = ensure('database-passwords.json', newPasswords);
  const operatorToken = ensure('operator-token', () => randomBytes(32).toString('base64url'));
  const secrets: Secrets = {
    operatorToken: readFileSync(operatorToken, 'utf8').trim(),
    databasePasswords: JSON.parse(readFileSync(passwords, 'utf8')) as DatabasePasswords, // our own file
    files: {
      peppers: ensure('peppers.json', () => newKeyFile('peppers')),
      rootKey: ensure('root-key.json', () => newKeyFile('keys')),
      keyManagementIdempotencyKey: ensure('key-management-idempotency-key.json', () => newKeyFile('keys')),
      commerceIdempotencyKey: ensure('commerce-idempotency-key.json', () => newKeyFile('keys')),
      servicePrivateKey: ensureServiceKey(serviceKeys.private, pair.privateKeyFile),
      servicePublicKeys: ensureServiceKey(serviceKeys.public, pair.publicKeysFile),
    },
  };
  data.markComplete();
  return secrets;
};

/** A service in mode `live` refuses what carries this mark. */
const forDevelopment = (contents: object): string => JSON.stringify({ ...contents, generated_for: 'development' });

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

const lost = (path: string, dataDir: string): StartError =>
  new StartError(
    `The file ${path} is missing and what is stored cannot be read without it: put it back, or delete ${dataDir} to start afresh.`,
  );
