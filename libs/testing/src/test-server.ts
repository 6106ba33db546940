import { ensureRole } from '@latchkey/embedded-postgres';
import { createHmac, randomBytes } from 'node:crypto';

/** `owner` runs migrations, `auditor` cannot write; the others are what the services log in as. */
export type DatabaseUser = 'owner' | 'key_management' | 'auth' | 'commerce' | 'auditor';

export const DATABASE_USERS: readonly DatabaseUser[] = ['owner', 'key_management', 'auth', 'commerce', 'auditor'];

export const roleName = (user: DatabaseUser): string => `latchkey_${user}`;

const URL_VARIABLE = 'LATCHKEY_TEST_POSTGRES_URL';
const RUN_VARIABLE = 'LATCHKEY_TEST_RUN';

/** Makes the server at `superuserUrl` the one that this run's tests use; its workers learn of it through the environment. */
export const prepareTestServer = async (superuserUrl: string): Promise<void> => {
  process.env[URL_VARIABLE] = superuserUrl;
  process.env[RUN_VARIABLE] ??= randomBytes(8).toString('hex');
  for (const user of DATABASE_USERS) {
    await ensureRole(superuserUrl, { name: roleName(user), password: rolePassword(user) });
  }
};

export const testServer = (): { superuserUrl: string; run: string } => {
  const superuserUrl = process.env[URL_VARIABLE];
  const run = process.env[RUN_VARIABLE];
  if (superuserUrl && run) return { superuserUrl, run };
  throw new Error('No PostgreSQL for tests: run this test with Jest, as an .int.spec.ts or .e2e.spec.ts.');
};

/** The same in every worker of a run, without having to be passed around. */
export const rolePassword = (user: DatabaseUser): string =>
  createHmac('sha256', process.env[RUN_VARIABLE] ?? '')
    .update(user)
    .digest('base64url');
