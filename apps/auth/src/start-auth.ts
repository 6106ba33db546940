import type { EventStore } from '@latchkey/event-store';
import { openEventStore } from '@latchkey/event-store-open';
import { createMetrics, startAdminServer, type Logger, type RunningService } from '@latchkey/platform';
import { createServiceTokenVerifier } from '@latchkey/service-tokens';
import { createAuthMetrics } from './auth-metrics';
import type { AuthSettings } from './auth-settings';
import { createHttpServer } from './http/create-http-server';
import { createLogIndex } from './index/log-index';
import type { LastUsedStore } from './last-used/last-used.port';
import { createPostgresLastUsed } from './last-used/postgres-last-used';
import { createUseNotes } from './last-used/use-notes';
import { writeUses } from './last-used/write-uses';
import { followIntoIndex } from './log/index-follower';
import { createLogContact, systemClocks, type Clocks } from './log/log-contact';
import { createPositionWaiters } from './log/position-waiters';
import { readinessChecks } from './log/readiness';
import { createJudge } from './verdict/judge';

export interface AuthParts {
  readonly logger: Logger;
  readonly clocks?: Clocks;
  /** Default: what is at `eventStoreUrl`. */
  readonly store?: EventStore & { close(): Promise<void> };
  /** Default: PostgreSQL at `databaseUrl`. */
  readonly lastUsed?: LastUsedStore & { close(): Promise<void> };
}

const MAX_WAITING_CALLS = 1000;

/** Listens at once; until the index is at the end of the log, and whenever the log is lost, every call is 503. */
export async function startAuth(settings: AuthSettings, parts: AuthParts): Promise<RunningService> {
  const { logger, clocks = systemClocks } = parts;
  const store = parts.store ?? openEventStore({ url: settings.eventStoreUrl, applicationName: 'auth-events' });
  const index = createLogIndex();
  const contact = createLogContact(clocks);
  const waiters = createPositionWaiters(MAX_WAITING_CALLS);
  const metrics = createMetrics('auth');
  const uses = createUseNotes();
  const authMetrics = createAuthMetrics(metrics, index, contact, waiters, uses);

  const lastUsed = parts.lastUsed ?? openLastUsed(settings, logger);
  const writing = new AbortController();
  const onFlush = authMetrics.flushedUses;
  const written = writeUses({ notes: uses, store: lastUsed, logger, onFlush }, writing.signal);

  const following = new AbortController();
  const followed = followIntoIndex({ store, index, contact, waiters, metrics: authMetrics, logger }, following.signal);

  const compare: EventStore['compare'] = (a, b) => store.compare(a, b);
  const judge = createJudge({ index, contact, waiters, peppers: settings.peppers, compare });
  const tokens = createServiceTokenVerifier({ publicKeys: settings.servicePublicKeys, audience: 'auth' });
  const http = createHttpServer({ logger, metrics, authMetrics, judge, tokens, uses, lastUsed });
  const url = await http.listen({ host: settings.host, port: settings.port });
  const checks = readinessChecks(contact, index);
  const admin = await startAdminServer({ port: settings.adminPort, checks, metrics });

  return {
    url,
    adminUrl: admin.url,
    stop: async () => {
      await http.close();
      following.abort();
      writing.abort();
      await Promise.all([followed, written]);
      await Promise.all([store.close(), lastUsed.close()]);
      await admin.close();
    },
  };
}

const openLastUsed = ({ databaseUrl }: AuthSettings, logger: Logger) =>
  createPostgresLastUsed({
    databaseUrl,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });
