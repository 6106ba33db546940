import type { EventStore } from '@latchkey/event-store';
import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { generatePeppersFile } from '@latchkey/keys-format';
import { type Clock, createLogger, type RunningService } from '@latchkey/platform';
import type { ServicePrivateKey } from '@latchkey/service-tokens';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../migrations/migrate';
import { createPasswordHasher, type PasswordHasher } from '../passwords/password-hasher';
import { readKeyManagementSettings } from '../settings';
import { startKeyManagement } from '../start';

export const OPERATOR_TOKEN = randomBytes(32).toString('base64url');

/** Where it finds another service, and what it signs its tokens with. */
export interface TestNeighbour {
  readonly url: string;
  readonly serviceKey: ServicePrivateKey;
}

/** The variables that the service needs, its secret files in a directory that `dispose` removes. */
export const testEnvironment = (database: TestDatabase) => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-key-management-'));
  const file = (name: string, contents: string): string => {
    writeFileSync(join(directory, name), contents, { mode: 0o600 });
    return join(directory, name);
  };
  return {
    env: {
      LATCHKEY_MODE: 'test',
      PORT: '0',
      ADMIN_PORT: '0',
      DATABASE_URL: database.url('key_management'),
      OPERATOR_TOKENS: `ada=${sha256(OPERATOR_TOKEN)}`,
      PEPPERS_FILE: file('peppers.json', generatePeppersFile()),
      IDEMPOTENCY_KEY_FILE: file('idempotency.json', generateIdempotencyKeyFile({ generatedFor: 'development' })),
    },
    /** `name`: of the setting that says where it is. */
    neighbourEnv: (name: 'COMMERCE_URL' | 'AUTH_URLS', { url, serviceKey }: TestNeighbour) => ({
      [name]: url,
      SERVICE_PRIVATE_KEY_FILE: file('service-key.json', JSON.stringify(serviceKey)),
    }),
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A database with the service's tables, on the tests' PostgreSQL. */
export const migratedDatabase = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase();
  await migrate(database.ownerUrl, { keyManagement: 'latchkey_key_management', auth: 'latchkey_auth' });
  return database;
};

export interface TestService extends RunningService {
  readonly database: TestDatabase;
  /** Everything it has logged. */
  logs(): string;
  /** One more replica on the same database. */
  replica(options?: TestServiceOptions): Promise<RunningService>;
  dispose(): Promise<void>;
}

export interface TestServiceOptions {
  readonly wrapStore?: (store: EventStore) => EventStore;
  /** Absent: the service is not told where commerce is. */
  readonly commerce?: TestNeighbour;
  /** Likewise auth. Not together with commerce: the double of each has a key of its own. */
  readonly auth?: TestNeighbour;
  readonly clock?: Clock;
  /** Default: hashes that cost nearly nothing. */
  readonly passwords?: PasswordHasher;
  /** Variables beyond those that it needs. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The least that argon2 takes: tests of what is around it sign in by the hundred. */
const cheapPasswords = createPasswordHasher({ cost: { memoryKib: 8, passes: 1, parallelism: 1 } });

/** The service in this process, on real sockets and a database of its own. */
export const startTestService = async (options: TestServiceOptions = {}): Promise<TestService> => {
  const database = await migratedDatabase();
  const { env, neighbourEnv, dispose } = testEnvironment(database);
  let logged = '';
  const logger = createLogger({ name: 'test', level: 'info', destination: { write: (line) => void (logged += line) } });
  const running: RunningService[] = [];
  const start = async ({ commerce, auth, env: others, ...more }: TestServiceOptions): Promise<RunningService> => {
    const settings = readKeyManagementSettings({
      ...env,
      ...(commerce ? neighbourEnv('COMMERCE_URL', commerce) : {}),
      ...(auth ? neighbourEnv('AUTH_URLS', auth) : {}),
      ...others,
    });
    const service = await startKeyManagement({ settings, logger, passwords: cheapPasswords, ...more });
    let stopped: Promise<void> | undefined;
    const stoppable = { ...service, stop: () => (stopped ??= service.stop()) };
    running.push(stoppable);
    return stoppable;
  };
  const first = await start(options);
  return {
    ...first,
    database,
    logs: () => logged,
    replica: (more = {}) => start(more),
    dispose: async () => {
      await Promise.all(running.map((service) => service.stop()));
      await database.drop();
      dispose();
    },
  };
};
