import { makeDirectory } from '@latchkey/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataDirectory } from '../start/data-directory';
import { ownDatabase } from '../start/database';
import { operatorTokens } from '../start/operator-tokens';
import { writePrivateFile } from '../start/private-file';
import { type SecretFileName } from '../start/secret-shapes';
import { type Secrets } from '../start/secrets';
import { superuserUrl } from './compose-settings';

/** Files as they are made, by the service that gets a copy. */
const COPIES = {
  'key-management': ['peppers.json', 'key-management-idempotency-key.json', 'key-management-service-key.json'],
  relay: ['sealing-key.json'],
  auth: ['peppers.json', 'service-public-keys.json'],
  commerce: [
    'root-key.json',
    'commerce-idempotency-key.json',
    'commerce-service-key.json',
    'commerce-service-public-keys.json',
    'commerce-sealing-key.json',
  ],
} as const satisfies Record<string, readonly SecretFileName[]>;

export type HandOut = {
  readonly secrets: Secrets;
  readonly data: DataDirectory;
  readonly databaseServer: string;
  /** One directory below it for each service, which is a volume of its own. */
  readonly to: string;
};

/** Gives every service its own secrets and nothing of another's, again at every start: they may have been renewed. */
export const handOut = ({ secrets, data, databaseServer, to }: HandOut): void => {
  const write = (service: string, name: string, text: string, mode?: number): void => {
    makeDirectory(join(to, service));
    writePrivateFile(join(to, service, name), text, mode);
  };
  for (const [service, names] of Object.entries(COPIES)) {
    for (const name of names) write(service, name, readFileSync(data.at('secrets', name), 'utf8'));
  }
  const database = ownDatabase(superuserUrl(databaseServer, secrets), secrets.databasePasswords);
  write('key-management', 'database-url', database.serviceUrl('key_management'));
  write('key-management', 'operator-tokens', operatorTokens(secrets.operatorToken));
  write('relay', 'database-url', database.serviceUrl('key_management'));
  write('auth', 'database-url', database.serviceUrl('auth'));
  write('commerce', 'database-url', database.serviceUrl('commerce'));
  // PostgreSQL runs as a user of its own and reads it as a member of our group.
  write('postgres', 'superuser-password', secrets.databasePasswords.superuser, 0o640);
};
