import type { EventStore } from '@latchkey/event-store';
import { openEventStore } from '@latchkey/event-store-open';
import { createIdempotency } from '@latchkey/idempotency';
import {
  type Clock,
  createMetrics,
  limitInFlight,
  type Logger,
  type Metrics,
  type RunningService,
  startAdminServer,
  systemClock,
} from '@latchkey/platform';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import { createPool, sqlState } from '@latchkey/postgres';
import { createServiceTokenSource } from '@latchkey/service-tokens';
import type { FastifyInstance } from 'fastify';
import { createAccountRepository } from './accounts/account.repository';
import { createAuditMoments } from './audit/audit-moments';
import { createApiKeyResolver } from './callers/api-key.resolver';
import { createOperatorResolver } from './callers/operator.resolver';
import { createOrigins } from './callers/origins';
import { serveDashboard } from './dashboard/serve-dashboard';
import { storeProblem } from './event-sourcing/store-problem';
import { createIdempotent } from './http/idempotent';
import { KeyManagementModule } from './key-management.module';
import { createKeyRepository } from './keys/key.repository';
import { createFileMailer } from './mail/file.mailer';
import { noMailer } from './mail/no.mailer';
import { followUses } from './last-used/follow-uses';
import { createLastUsedStore } from './last-used/last-used.store';
import { createMerchantKeysClient } from './merchants/merchant-keys.client';
import { merchantKeysNotConfigured } from './merchants/merchant-keys.not-configured';
import type { MerchantKeys } from './merchants/merchant-keys.port';
import { SCHEMA } from './migrations/schema';
import { createLinkMails } from './one-time-links/link-mails';
import { createLinks } from './one-time-links/links';
import { openApi } from './openapi/openapi';
import { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher';
import { createFreshness } from './read-model/freshness';
import { createProjector, type Projector } from './read-model/projector';
import { createReadModelStore, type ReadModelStore } from './read-model/read-model.store';
import { requireFollowing } from './read-model/require-following';
import { createSessionResolver } from './sessions/session.resolver';
import { createSessions } from './sessions/sessions';
import { signInSweepers } from './sessions/sign-in.sweepers';
import type { Settings } from './settings';
import { sweepForever } from './sweep';
import { createThrottle } from './throttling/throttle';

export interface StartOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** Put between the service and its event store, by tests that make it fail. */
  readonly wrapStore?: (store: EventStore) => EventStore;
  readonly clock?: Clock;
  readonly passwords?: PasswordHasher;
}

/** With bodies of 1 MiB at most, a flood of them from anybody costs no more than half a gigabyte. */
const MAX_IN_FLIGHT = 500;
/** Well below an idempotency record's lease, see `appendSurely`. */
const STORE_DEADLINE_MS = 3_000;

/** The whole service in this process. Rejects when it cannot start; then nothing is left open. */
export const startKeyManagement = async (options: StartOptions): Promise<RunningService> => {
  const { settings, logger, wrapStore = (store) => store, clock = systemClock } = options;
  const { LATCHKEY_MODE: mode, signIn } = settings;
  const metrics = createMetrics('key-management');
  const resources = createResources(settings, logger);
  const { pool } = resources;
  const store = wrapStore(resources.store);

  const accounts = createAccountRepository(store);
  resources.onLogReplaced(accounts.forgetAll);
  const keys = createKeyRepository(store);
  const readModel = createReadModelStore(pool);
  const projector = createProjector({ store, readModel, log: logger, onReset: accounts.forgetAll });
  observeLag(metrics, projector);
  const lastUsed = createLastUsedStore(pool);
  const idempotency = createIdempotency({
    pool,
    schema: SCHEMA,
    keys: settings.idempotencyKeys,
    onIncomplete: (error) => logger.warn({ err: error }, 'an idempotency record could not be completed'),
  });
  let ownUrl: string | undefined;
  const module = KeyManagementModule.with({
    databaseUrl: settings.DATABASE_URL,
    pool,
    accounts,
    keys,
    callerResolvers: [
      createOperatorResolver(settings.OPERATOR_TOKENS),
      createApiKeyResolver({ mode, keys, peppers: settings.peppers }),
      createSessionResolver({ pool, lifetimes: signIn.lifetimes, clock }),
    ],
    origins: createOrigins({ dashboardUrl: signIn.dashboardUrl, mode }),
    sessions: createSessions({ pool, accounts, lifetimes: signIn.lifetimes, mode, clock }),
    passwords: options.passwords ?? createPasswordHasher(),
    throttle: createThrottle({
      pool,
      clock,
      keys: settings.idempotencyKeys,
      onError: (error) => logger.warn({ err: error }, 'an attempt could not be given back'),
    }),
    // On one machine whoever reads the link sits at it.
    links: createLinks(() => signIn.dashboardUrl ?? (mode === 'test' ? ownUrl : undefined)),
    linkMails: createLinkMails(signIn.mailDirectory ? createFileMailer(signIn.mailDirectory) : noMailer, logger),
    lastUsed,
    idempotent: createIdempotent(idempotency),
    freshness: createFreshness({ store, reached: projector.reached }),
    auditMoments: createAuditMoments({ pool, store, clock }),
    merchantKeys: createMerchantKeys(settings),
    peppers: settings.peppers,
    mode,
    clock,
    onPoolError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });

  const background = new AbortController();
  const closing: (() => Promise<unknown>)[] = [resources.close];
  const stop = async (): Promise<void> => {
    // In the reverse order: requests first, what they use last.
    for (const close of closing.reverse()) await close();
  };
  try {
    await requireMigrated(readModel);
    const app = await createHttpApp(module, {
      logger,
      metrics,
      openApi,
      mapError: storeProblem,
      trustedProxies: signIn.trustedProxies,
    });
    const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    limitInFlight(fastify, MAX_IN_FLIGHT, 'overloaded');
    if (settings.dashboard) serveDashboard(fastify, settings.dashboard, settings.signIn.dashboardUrl);
    let closeHttp = (): Promise<void> => app.close();
    const sweepers = [
      { what: 'idempotency records', sweep: idempotency.sweep },
      ...signInSweepers(pool, signIn.lifetimes, clock),
    ];
    const { signal } = background;
    const uses = { store: lastUsed, log: store, reached: projector.reached, logger, metrics };
    const loops = [
      projector.run(signal),
      sweepForever(sweepers, logger, signal),
      ...(settings.auth ? [followUses({ ...uses, auth: settings.auth }, signal)] : []),
    ];
    closing.push(() => {
      background.abort();
      return Promise.all(loops);
    });
    const admin = await startAdminServer({
      port: settings.ADMIN_PORT,
      metrics,
      checks: {
        database: () => pool.query('SELECT 1'),
        event_store: () => store.head(),
        read_model: async () => requireFollowing(projector.status()),
      },
    });
    closing.push(() => admin.close());
    closing.push(() => closeHttp());
    const listening = await listen(app, { host: settings.HOST, port: settings.PORT });
    ownUrl = listening.url;
    closeHttp = () => listening.close();
    return { url: listening.url, adminUrl: admin.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const createMerchantKeys = ({ commerce }: Settings): MerchantKeys => {
  if (!commerce) return merchantKeysNotConfigured;
  const { service, kid, private_key: privateKey } = commerce.serviceKey;
  const { token } = createServiceTokenSource({ service, kid, privateKey, audience: 'commerce' });
  return createMerchantKeysClient({ url: commerce.url, token });
};

const observeLag = (metrics: Metrics, projector: Projector): void => {
  const lag = metrics.gauge({
    name: 'key_management_read_model_lag_seconds',
    help: 'How long ago the read model last showed all of the log',
    collect: () => {
      const { caughtUp } = projector.status() ?? {};
      lag.set(caughtUp ? (performance.now() - caughtUp.monotonicMs) / 1000 : Number.NaN);
    },
  });
};

const requireMigrated = async (readModel: ReadModelStore): Promise<void> => {
  try {
    await readModel.checkpoint();
  } catch (cause) {
    const missing = /^(42P01|3F000)$/.test(sqlState(cause) ?? '');
    throw missing
      ? new Error('the database lacks our tables: run migrate.main.js as its owner first', { cause })
      : cause;
  }
};

const createResources = (settings: Settings, logger: Logger) => {
  const { DATABASE_URL: databaseUrl, EVENT_STORE_URL: eventStoreUrl = databaseUrl } = settings;
  let logReplaced = (): void => undefined;
  const pool = createPool({
    connectionString: databaseUrl,
    applicationName: 'key-management',
    max: 8,
    statementTimeoutMs: 5_000,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });
  const store = openEventStore({
    url: eventStoreUrl,
    applicationName: 'key-management-events',
    appendDeadlineMs: STORE_DEADLINE_MS,
    readDeadlineMs: STORE_DEADLINE_MS,
    onLogReplaced: () => {
      logger.warn('the event log is another one than before');
      logReplaced();
    },
  });
  return {
    pool,
    store: store satisfies EventStore,
    onLogReplaced: (listener: () => void) => {
      logReplaced = listener;
    },
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
};
