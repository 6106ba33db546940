import { createAuthClient, type AuthClient } from '@latchkey/auth-client';
import { createIdempotency } from '@latchkey/idempotency';
import {
  createMetrics,
  newId,
  startAdminServer,
  systemClock,
  type Clock,
  type Logger,
  type RunningService,
} from '@latchkey/platform';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import { createPool } from '@latchkey/postgres';
import { createServiceTokenSource } from '@latchkey/service-tokens';
import { createVault } from '@latchkey/vault';
import type { FastifyInstance } from 'fastify';
import { createAuthorizationMetrics } from './authorization/authorization-metrics';
import { createRequestAuthorizer } from './authorization/request-authorizer';
import type { RequestAuthorizer } from './authorization/request-authorizer.port';
import { commerceModule } from './commerce.module';
import type { CommerceSettings } from './commerce.settings';
import { connect } from './database/connect';
import { createDataSource } from './database/data-source';
import { createDatabaseGate } from './database/database-gate';
import { mapDatabaseError } from './database/database-fault';
import { SCHEMA } from './database/migrations';
import { keepHouse } from './housekeeping';
import { limitInFlight } from './in-flight-limit';
import { openApi } from './openapi/openapi';
import { createTokenHandlers } from './tokens/token-handlers';
import { createTokenRepository } from './tokens/tokens.repository';
import { createAccountKeyStore } from './vault/account-keys.repository';

export interface StartCommerceOptions {
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Who decides about requests. The service itself always asks auth; a benchmark passes its own. */
  readonly authorizer?: RequestAuthorizer;
}

/** Far more than ten connections and one auth can serve in the time that a request may take. */
const MAX_IN_FLIGHT = 2_000;
/** No body of a token is anywhere near. */
const BODY_LIMIT_BYTES = 64 * 1024;

export async function startCommerce(
  settings: CommerceSettings,
  { logger, clock = systemClock, authorizer }: StartCommerceOptions,
): Promise<RunningService> {
  const metrics = createMetrics('commerce');
  const onIdleError = (error: unknown) => logger.warn({ err: error }, 'a database connection was lost');
  const dataSource = createDataSource({ url: settings.databaseUrl, onIdleError });
  const pool = createPool({
    connectionString: settings.databaseUrl,
    applicationName: 'latchkey-commerce-idempotency',
    max: 4,
    connectTimeoutMs: 2_000,
    onIdleError,
  });
  await connect(dataSource, logger);
  const gate = createDatabaseGate(dataSource);
  const { serviceKey, rootKeys } = settings;
  const tokenSource = createServiceTokenSource({ ...serviceKey, privateKey: serviceKey.private_key, audience: 'auth' });
  const auth = createAuthClient({ urls: settings.authUrls, token: () => tokenSource.token(), maxQueue: MAX_IN_FLIGHT });
  const idempotency = createIdempotency({
    pool,
    schema: SCHEMA,
    keys: settings.idempotencyKeys,
    onIncomplete: (error) => logger.warn({ err: error }, 'an idempotency record was left as it is'),
  });
  const tokens = createTokenRepository(gate, clock);
  const vault = createVault({ rootKeys, accountKeys: createAccountKeyStore(gate, clock) });

  const app = await createHttpApp(
    commerceModule({
      authorizer:
        authorizer ??
        createRequestAuthorizer({ auth, mode: settings.mode, metrics: createAuthorizationMetrics(metrics) }),
      tokens: createTokenHandlers({ tokens, vault, idempotency, clock }),
    }),
    { logger, metrics, openApi, bodyLimitBytes: BODY_LIMIT_BYTES, mapError: mapDatabaseError },
  );
  const { inFlight } = limitInFlight(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, MAX_IN_FLIGHT);
  gauges();
  const house = new AbortController();
  const http = await listen(app, settings);
  const admin = await startAdminServer({
    port: settings.adminPort,
    checks: { database: () => gate.read((manager) => manager.query('SELECT 1')), auth: () => askAuth(auth) },
    metrics,
  });
  const housekeeping = keepHouse(
    [
      { name: 'expired tokens', run: (limit) => tokens.deleteExpired(limit) },
      { name: 'idempotency records', run: (limit) => idempotency.sweep(limit) },
    ],
    logger,
    house.signal,
  );

  return {
    url: http.url,
    adminUrl: admin.url,
    async stop() {
      house.abort();
      await http.close();
      await Promise.all([admin.close(), auth.close(), housekeeping]);
      await Promise.all([pool.end(), dataSource.destroy()]);
    },
  };

  function gauges() {
    const gauge = (name: string, help: string, value: () => number) => {
      const made = metrics.gauge({ name, help, collect: () => made.set(value()) });
    };
    gauge('commerce_requests_in_flight', 'Requests that have begun and not ended', inFlight);
    gauge('commerce_database_operations', 'Operations that hold or wait for a database connection', gate.running);
    gauge('commerce_authorizations_waiting', 'Checks that wait for a call to auth', auth.waiting);
  }
}

/** Any verdict about a key that cannot exist shows that auth answers, knows us, and follows the log. */
async function askAuth(auth: AuthClient): Promise<void> {
  const answer = await auth.verify({ keyId: newId(), digest: Buffer.alloc(32) });
  if (answer.verdict === 'unavailable') throw new Error(answer.reason);
}
