import { createServiceTokenSource, generateServiceKeyPair, publicHalf } from '@latchkey/service-tokens';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type RunningProcess } from '../start-process';
import { createTestDatabase, type TestDatabase } from '../test-database';

export type ServiceName = 'key_management' | 'auth' | 'commerce';

export interface Platform {
  readonly operatorToken: string;
  /** What a service shows to auth. */
  serviceToken(service: 'commerce' | 'key-management'): Promise<string>;
  readonly database: TestDatabase;
  readonly directory: string;
  readonly services: Record<ServiceName, RunningProcess>;
  /** Starts a service again, on the port it had, after it has gone. */
  restart(name: ServiceName): Promise<void>;
  /** All that any process of this platform has written, those that are gone included. */
  output(): string;
  stop(): Promise<void>;
}

const ENTRIES: Record<ServiceName, string> = {
  key_management: 'dist/apps/key-management/main.js',
  auth: 'dist/apps/auth/main.js',
  commerce: 'dist/apps/commerce/main.js',
};

/**
 * The three services as processes over one real database, on free ports, as an installation of mode `test`. Each is started
 * after those whose address it is given.
 */
export async function startPlatform(
  extraEnv: Partial<Record<ServiceName, Record<string, string>>> = {},
): Promise<Platform> {
  const database = await createTestDatabase({ migrations: 'all' });
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  const operatorToken = randomBytes(32).toString('base64url');
  const files = writeSecrets(directory);
  const ports: Partial<Record<ServiceName, string>> = {};
  const past: string[] = [];
  const services: Partial<Record<ServiceName, RunningProcess>> = {};

  /** What only one of them has. */
  const own: Record<ServiceName, () => Record<string, string>> = {
    auth: () => ({ PEPPERS_FILE: files.peppers, SERVICE_PUBLIC_KEYS_FILE: files.publicKeysForAuth }),
    commerce: () => ({
      AUTH_URLS: addressOf('auth'),
      SERVICE_PRIVATE_KEY_FILE: files.commerceKey,
      SERVICE_PUBLIC_KEYS_FILE: files.publicKeysForCommerce,
      ROOT_KEY_FILE: files.root,
      IDEMPOTENCY_KEY_FILE: files.commerceIdempotency,
      ACCESS_SPOOL_DIR: join(directory, 'accesses'),
    }),
    key_management: () => ({
      COMMERCE_URL: addressOf('commerce'),
      AUTH_URLS: addressOf('auth'),
      SERVICE_PRIVATE_KEY_FILE: files.keyManagementKey,
      PEPPERS_FILE: files.peppers,
      IDEMPOTENCY_KEY_FILE: files.keyManagementIdempotency,
      OPERATOR_TOKENS: `alice=${createHash('sha256').update(operatorToken).digest('hex')}`,
    }),
  };
  const addressOf = (name: ServiceName): string => {
    const running = services[name];
    if (running === undefined) throw new Error(`${name} has not been started`);
    return running.url;
  };
  const environment = (name: ServiceName): Record<string, string> => ({
    LATCHKEY_MODE: 'test',
    LOG_LEVEL: 'info',
    PORT: ports[name] ?? '0',
    ADMIN_PORT: '0',
    DATABASE_URL: database.url(name),
    ...(name === 'commerce' ? {} : { EVENT_STORE_URL: database.url(name) }),
    ...own[name](),
    ...extraEnv[name],
  });

  const start = async (name: ServiceName): Promise<void> => {
    const earlier = services[name];
    if (earlier !== undefined) past.push(earlier.output());
    const running = await startProcess({ entry: ENTRIES[name], env: environment(name) });
    services[name] = running;
    ports[name] = new URL(running.url).port;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(Object.values(services).map((service) => service.kill()));
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  };

  try {
    await start('auth');
    await start('commerce');
    await start('key_management');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    operatorToken,
    serviceToken: files.serviceToken,
    database,
    directory,
    services: services as Record<ServiceName, RunningProcess>, // all three have started
    restart: start,
    output: () => [...past, ...Object.values(services).map((service) => service.output())].join('\n'),
    stop,
  };
}

function writeSecrets(directory: string) {
  const write = (name: string, content: unknown): string => {
    const path = join(directory, name);
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    return path;
  };
  const key = () => randomBytes(32).toString('base64');
  const idempotencyKey = () => ({ current: 1, keys: { 1: key() } });
  const { privateKeyFile: commerce } = generateServiceKeyPair('commerce', 'commerce-1');
  const { privateKeyFile: keyManagement } = generateServiceKeyPair('key-management', 'key-management-1');
  const tokensOf = ({ service, kid, private_key: privateKey }: typeof commerce) =>
    createServiceTokenSource({ service, kid, privateKey, audience: 'auth' });
  const tokens = { commerce: tokensOf(commerce), 'key-management': tokensOf(keyManagement) };
  return {
    serviceToken: (service: keyof typeof tokens) => tokens[service].token(),
    peppers: write('peppers.json', { current: 1, peppers: { 1: key() } }),
    root: write('root.json', { current: 1, keys: { 1: key() }, generated_for: 'development' }),
    commerceIdempotency: write('commerce-idempotency.json', idempotencyKey()),
    keyManagementIdempotency: write('key-management-idempotency.json', idempotencyKey()),
    commerceKey: write('commerce-key.json', commerce),
    keyManagementKey: write('key-management-key.json', keyManagement),
    publicKeysForAuth: write('public-keys-for-auth.json', { keys: [publicHalf(commerce), publicHalf(keyManagement)] }),
    publicKeysForCommerce: write('public-keys-for-commerce.json', { keys: [publicHalf(keyManagement)] }),
  };
}
