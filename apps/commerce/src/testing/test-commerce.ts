import { createIdempotencyKeys, generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { silentLogger, type Clock, type Logger, type RunningService } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { createTestDatabase } from '@latchkey/testing';
import { parseRootKeyFile } from '@latchkey/vault';
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestAuthorizer } from '../authorization/request-authorizer.port';
import type { CommerceSettings } from '../commerce.settings';
import { migrate } from '../database/migrate';
import type { NetworkTokenProvider } from '../payment-data/network-token-provider.port';
import { startCommerce } from '../start-commerce';
import { createAccountsDouble } from './accounts.double';
import { startAuthDouble, type AuthDouble } from './auth.double';
import { call, type Answer, type Call } from './http';

export interface TestCommerce {
  /** The one that runs now. */
  readonly service: RunningService;
  readonly auth: AuthDouble;
  readonly accounts: ReturnType<typeof createAccountsDouble>;
  call(path: string, options?: Call): Promise<Answer>;
  /** As the owner of the database. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestCommerceOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly authorizer?: RequestAuthorizer;
  readonly networkTokens?: NetworkTokenProvider;
  readonly settings?: Partial<CommerceSettings>;
}

/** The whole service in this process, on a database of its own, with a double for auth. */
export async function startTestCommerce(options: TestCommerceOptions = {}): Promise<TestCommerce> {
  const database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl, role: decodeURIComponent(new URL(database.url('commerce')).username) });
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'commerce-test', max: 2 });
  const accounts = createAccountsDouble();
  const auth = await startAuthDouble(accounts.behaviour);
  const at = { databaseUrl: database.url('commerce'), authUrls: [auth.url] };
  const settings = { ...testSettings(at), ...options.settings };
  const start = async () => {
    const started = await startCommerce(settings, { logger: silentLogger(), ...options });
    await untilReady(started);
    return started;
  };
  let service = await start();
  return {
    get service() {
      return service;
    },
    auth,
    accounts,
    call: (path, request) => call(service.url, path, request),
    sql: async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Row[],
    async restart() {
      await service.stop();
      service = await start();
    },
    async stop() {
      await service.stop();
      await Promise.all([auth.stop(), owner.end()]);
      await database.drop();
      rmSync(settings.accesses.spool.directory, { recursive: true, force: true });
    },
  };
}

export async function untilReady({ adminUrl }: { readonly adminUrl: string }): Promise<void> {
  while ((await call(adminUrl, '/readyz')).status !== 200) await sleep(10);
}

export function testSettings(given: Pick<CommerceSettings, 'databaseUrl' | 'authUrls'>): CommerceSettings {
  const rootKeys = { current: 1, keys: { 1: randomBytes(32).toString('base64') } };
  return {
    mode: 'test',
    host: '127.0.0.1',
    port: 0,
    adminPort: 0,
    servicePublicKeys: { keys: [] },
    networkTokenProvider: 'sandbox',
    serviceKey: generateServiceKeyPair('commerce', 'commerce-1').privateKeyFile,
    rootKeys: parseRootKeyFile(JSON.stringify(rootKeys)).rootKeys,
    idempotencyKeys: createIdempotencyKeys(generateIdempotencyKeyFile(), { mode: 'test' }),
    accesses: {
      spool: { directory: join(tmpdir(), `latchkey-accesses-${randomUUID()}`), maxBytes: 16 * 1024 * 1024 },
      sealing: { key: undefined, intervalMs: 60_000, everyLeaves: 1_000, file: undefined },
      retentionDays: undefined,
    },
    forward: { connectTimeoutMs: 5_000, totalTimeoutMs: 30_000 },
    ...given,
  };
}

export const VISA = '4111111111111111';

/** A body that is right. */
export const card = (over: object = {}) => ({
  account_number: VISA,
  expiry_month: 12,
  expiry_year: 2040,
  ...over,
});
