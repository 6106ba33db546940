import { createAuthClient, type AuthClient } from '@latchkey/auth-client';
import {
  createMetrics,
  limitInFlight,
  newId,
  startAdminServer,
  systemClock,
  type Clock,
  type Logger,
  type Metrics,
  type RunningService,
} from '@latchkey/platform';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import type { Outbound } from '@latchkey/outbound';
import { createServiceTokenSource, createServiceTokenVerifier } from '@latchkey/service-tokens';
import type { FastifyInstance } from 'fastify';
import type { Accesses } from './accesses/accesses.port';
import { createAccesses, type RunningAccesses } from './accesses/create-accesses';
import { sealAccesses } from './accesses/seal-accesses';
import { createAuthorizationMetrics } from './authorization/authorization-metrics';
import { refuseBadKeys } from './authorization/refuse-bad-keys';
import { createRequestAuthorizer } from './authorization/request-authorizer';
import type { RequestAuthorizer } from './authorization/request-authorizer.port';
import { commerceModule } from './commerce.module';
import type { CommerceSettings } from './commerce.settings';
import { mapDatabaseError } from './database/database-fault';
import { createForwarding } from './forwarding/create-forwarding';
import { limitForwards } from './forwarding/limit-forwards';
import { keepHouse, type Chore } from './housekeeping';
import { openApi } from './openapi/openapi';
import { boundedProvider } from './payment-data/bounded-provider';
import type { NetworkTokenProvider } from './payment-data/network-token-provider.port';
import { createSandboxProvider } from './payment-data/sandbox-provider';
import { createPaymentData } from './payment-data/payment-data';
import { openStorage, type Storage } from './storage';
import { createTokenHandlers } from './tokens/token-handlers';

export interface StartCommerceOptions {
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Who decides about requests. The service itself always asks auth; a benchmark passes its own. */
  readonly authorizer?: RequestAuthorizer;
  /** Who makes network tokens; a test passes its own. */
  readonly networkTokens?: NetworkTokenProvider;
  /** How foreign hosts are reached. A test passes one that reaches its own servers. */
  readonly outbound?: Outbound;
  /** Where it is recorded who reached what; a benchmark passes one that records nothing. */
  readonly accesses?: Accesses;
}

/** Far more than ten connections and one auth can serve in the time that a request may take. */
const MAX_IN_FLIGHT = 2_000;
/** Few: what arises while they are on their way gathers into one bigger call, which costs both sides less. */
const MAX_CALLS_TO_AUTH = 2;
/** A third of what a security code's lifetime leaves of ten minutes. */
const URGENT_EVERY_MS = 10_000;
/** What a destination has not answered by then, after the service was told to stop, ends as a timeout. */
const MAX_FORWARD_AFTER_STOP_MS = 5_000;
/** No body of a token is anywhere near. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** Listens at once; while the database or auth is away, requests are answered 503. */
export async function startCommerce(
  settings: CommerceSettings,
  { logger, clock = systemClock, authorizer, networkTokens, outbound, accesses: given }: StartCommerceOptions,
): Promise<RunningService> {
  const metrics = createMetrics('commerce');
  const stopping = new AbortController();
  const storage = openStorage(settings, { logger, clock, signal: stopping.signal });
  const recording = createAccesses({ gate: storage.gate, clock, logger, settings: settings.accesses });
  const accesses = given ?? recording.accesses;
  const auth = connectToAuth(settings);
  const provider = networkTokens ?? networkTokenProvider(settings, storage);
  const givingUp = new AbortController();
  const forwarding = createForwarding({
    ...{ storage, accesses, clock, logger, metrics, stopping: givingUp.signal, ...settings.forward },
    ...(outbound === undefined ? {} : { outbound }),
  });
  const onError = (failure: object) => logger.warn(failure, 'a call to the provider of network tokens failed');
  const decides = authorizer ?? askingAuth(auth, settings, metrics);
  const app = await createHttpApp(
    commerceModule({
      authorizer: decides,
      tokens: createTokenHandlers({ ...storage, accesses, clock }),
      paymentData: createPaymentData({
        ...storage,
        accesses,
        clock,
        provider: provider && boundedProvider(provider, { onError }),
      }),
      forwarding: forwarding.forwarding,
      merchantKeys: storage.merchantKeys,
      serviceTokens: createServiceTokenVerifier({ publicKeys: settings.servicePublicKeys, audience: 'commerce' }),
    }),
    { logger, metrics, openApi, bodyLimitBytes: BODY_LIMIT_BYTES, mapError: mapDatabaseError },
  );
  // The adapter's type allows HTTP/2; ours is HTTP/1.
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  refuseBadKeys(fastify, settings.mode);
  const { inFlight } = limitInFlight(fastify, MAX_IN_FLIGHT, 'authorization_unavailable');
  const forwards = limitForwards(fastify, decides);
  addGauge(metrics, 'commerce_forwards_in_flight', 'Forwards that have begun and not ended', forwards.inFlight);
  addGauge(metrics, 'commerce_requests_in_flight', 'Requests that have begun and not ended', inFlight);
  addGauge(metrics, 'commerce_database_operations', 'Operations that hold or await a connection', storage.gate.running);
  addGauge(metrics, 'commerce_access_spool_bytes', 'Access records that wait on disk', recording.spooledBytes);
  addGauge(metrics, 'commerce_authorizations_waiting', 'Checks that wait for a call to auth', auth.waiting);

  const http = await listen(app, settings);
  const checks = { database: () => askDatabase(storage), auth: () => askAuth(auth), accesses: recording.check };
  const admin = await startAdminServer({ port: settings.adminPort, checks, metrics });
  const housekeeping = storage.connected.then(() =>
    Promise.all([
      keepHouse(choresOf(storage, recording), logger, stopping.signal),
      keepHouse(urgentChoresOf(storage), logger, stopping.signal, URGENT_EVERY_MS),
      recording.run(stopping.signal),
      sealAccesses(sealingOf(settings, metrics, logger), stopping.signal),
    ]),
  );

  return {
    url: http.url,
    adminUrl: admin.url,
    async stop() {
      stopping.abort();
      const patience = setTimeout(() => givingUp.abort(), MAX_FORWARD_AFTER_STOP_MS);
      await http.close();
      clearTimeout(patience);
      await Promise.all([admin.close(), auth.close(), housekeeping, forwarding.close()]);
      await recording.close();
      await storage.close();
    },
  };
}

function networkTokenProvider(settings: CommerceSettings, { vault }: Storage): NetworkTokenProvider | null {
  return settings.networkTokenProvider === 'sandbox' ? createSandboxProvider(vault) : null;
}

function connectToAuth({ serviceKey, authUrls }: CommerceSettings): AuthClient {
  const { service, kid, private_key: privateKey } = serviceKey;
  const source = createServiceTokenSource({ service, kid, privateKey, audience: 'auth' });
  const token = () => source.token();
  return createAuthClient({ urls: authUrls, token, maxQueue: MAX_IN_FLIGHT, maxInFlight: MAX_CALLS_TO_AUTH });
}

function askingAuth(auth: AuthClient, { mode }: CommerceSettings, metrics: Metrics): RequestAuthorizer {
  return createRequestAuthorizer({ auth, mode, metrics: createAuthorizationMetrics(metrics) });
}

function sealingOf({ databaseUrl, accesses }: CommerceSettings, metrics: Metrics, logger: Logger) {
  return { databaseUrl, settings: accesses.sealing, metrics, logger };
}

function choresOf({ tokens, merchantKeys, idempotency }: Storage, accesses: RunningAccesses): Chore[] {
  return [
    { name: 'expired tokens', run: (limit) => tokens.deleteExpired(limit) },
    { name: 'forgotten merchant keys', run: (limit) => merchantKeys.deleteForgotten(limit) },
    { name: 'idempotency records', run: (limit) => idempotency.sweep(limit) },
    { name: 'old access records', run: (limit) => accesses.removeOld(limit) },
  ];
}

/** On their own, so that no big sweep holds them up: by ten minutes a security code has to be gone. */
function urgentChoresOf({ securityCodes }: Storage): Chore[] {
  return [{ name: 'expired security codes', run: (limit) => securityCodes.deleteExpired(limit) }];
}

function addGauge(metrics: Metrics, name: string, help: string, value: () => number): void {
  const gauge = metrics.gauge({ name, help, collect: () => gauge.set(value()) });
}

/** Not ready either while a schema is missing, or our rights to it. */
async function askDatabase({ gate }: Storage): Promise<void> {
  await gate.read((manager) =>
    manager.query('SELECT FROM commerce.tokens, commerce.access_records, commerce_volatile.security_codes LIMIT 0'),
  );
}

/** Any verdict about a key that cannot exist shows that auth answers, knows us, and follows the log. */
async function askAuth(auth: AuthClient): Promise<void> {
  const answer = await auth.verify({ keyId: newId(), digest: Buffer.alloc(32) });
  if (answer.verdict === 'unavailable') throw new Error(answer.reason);
}
