import { createIdempotency, type Idempotency } from '@latchkey/idempotency';
import type { Clock, Logger } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import { createVault, type Vault } from '@latchkey/vault';
import type { CommerceSettings } from './commerce.settings';
import { connect } from './database/connect';
import { createDataSource } from './database/data-source';
import { createDatabaseGate, type DatabaseGate } from './database/database-gate';
import { SCHEMA } from './database/migrations';
import { createMerchantKeys, type MerchantKeys } from './merchant-keys/merchant-keys.repository';
import { createBundleRepository, type BundleRepository } from './payment-data/bundles.repository';
import { createNetworkTokens, type NetworkTokens } from './payment-data/network-tokens.repository';
import { createSecurityCodes, type SecurityCodes } from './security-codes/security-codes.repository';
import { createTokenRepository, type TokenRepository } from './tokens/tokens.repository';
import { createAccountKeyStore } from './vault/account-keys.repository';

export interface Storage {
  readonly gate: DatabaseGate;
  readonly tokens: TokenRepository;
  readonly bundles: BundleRepository;
  readonly networkTokens: NetworkTokens;
  readonly merchantKeys: MerchantKeys;
  readonly securityCodes: SecurityCodes;
  readonly vault: Vault;
  readonly idempotency: Idempotency;
  /** Resolves when the database was there for the first time, or the signal aborted. */
  readonly connected: Promise<void>;
  close(): Promise<void>;
}

/** Everything that is kept, in PostgreSQL. Returns at once; until the database is there, using it is a problem of 503. */
export function openStorage(
  settings: Pick<CommerceSettings, 'databaseUrl' | 'rootKeys' | 'idempotencyKeys'>,
  { logger, clock, signal }: { readonly logger: Logger; readonly clock: Clock; readonly signal: AbortSignal },
): Storage {
  const onIdleError = (error: unknown) => logger.warn({ err: error }, 'a database connection was lost');
  const dataSource = createDataSource({ url: settings.databaseUrl, onIdleError });
  // For prepared statements, those of idempotency records among them, which their library asks for.
  const pool = createPool({
    connectionString: settings.databaseUrl,
    applicationName: 'latchkey-commerce-statements',
    max: 8,
    connectTimeoutMs: 2_000,
    onIdleError,
  });
  const gate = createDatabaseGate(dataSource, pool);
  const idempotency = createIdempotency({
    pool,
    schema: SCHEMA,
    keys: settings.idempotencyKeys,
    onIncomplete: (error) => logger.warn({ err: error }, 'an idempotency record was left as it is'),
  });
  const vault = createVault({ rootKeys: settings.rootKeys, accountKeys: createAccountKeyStore(gate, clock) });
  return {
    gate,
    idempotency,
    vault,
    tokens: createTokenRepository(gate, clock),
    bundles: createBundleRepository(gate, clock),
    networkTokens: createNetworkTokens({ gate, vault, clock }),
    merchantKeys: createMerchantKeys({ gate, vault, clock }),
    securityCodes: createSecurityCodes({ gate, vault, clock }),
    connected: connect(dataSource, logger, signal).then(() => gate.open()),
    async close() {
      await Promise.all([pool.end(), dataSource.isInitialized ? dataSource.destroy() : undefined]);
    },
  };
}
