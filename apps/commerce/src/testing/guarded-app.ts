import { createAuthClient, type AuthClientOptions } from '@latchkey/auth-client';
import { createMetrics, limitInFlight, silentLogger } from '@latchkey/platform';
import { refuseBadKeys } from '../authorization/refuse-bad-keys';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import type { FastifyInstance } from 'fastify';
import { createAuthorizationMetrics } from '../authorization/authorization-metrics';
import { createRequestAuthorizer } from '../authorization/request-authorizer';
import { commerceModule } from '../commerce.module';
import { openApi } from '../openapi/openapi';
import type { Forwarding } from '../forwarding/forwarding';
import { limitForwards } from '../forwarding/limit-forwards';
import type { PaymentData } from '../payment-data/payment-data';
import type { TokenHandlers } from '../tokens/token-handlers';
import { call, type Call } from './http';

/** The service's own routes, guard and client of auth, with handlers that do nothing but count how often they run. */
export async function startGuardedApp(
  authUrl: string,
  options: Partial<AuthClientOptions> & { maxRequests?: number } = {},
) {
  const ran: string[] = [];
  const handler = (name: string) => async () => {
    ran.push(name);
    return {} as never;
  };
  const tokens: TokenHandlers = {
    create: async () => ({ view: await handler('create')(), replayed: false }),
    read: handler('read'),
    list: handler('list'),
    consume: async () => (ran.push('consume'), true),
    delete: async () => (ran.push('delete'), true),
  };
  const paymentData: PaymentData = {
    create: async () => ({ view: await handler('create bundle')(), replayed: false }),
    list: handler('list bundles'),
  };
  const merchantKeys = {
    prepare: async () => (ran.push('prepare key'), { kind: 'in_use' as const }),
    activate: async () => (ran.push('activate key'), false),
  };
  const serviceTokens = { verify: async () => null };
  const found = (name: string) => async () => (ran.push(name), null);
  const forwarding: Forwarding = {
    forward: () => Promise.reject(new Error('nothing is found, so nothing is forwarded')),
    wasBegun: async () => false,
    findCard: found('forward card'),
    findBundle: found('forward bundle'),
    names: () => ({ placeholders: [] }),
  };
  const metrics = createMetrics('commerce');
  const { maxRequests = 2_000, ...client } = options;
  const auth = createAuthClient({ urls: [authUrl], token: async () => 'token', ...client });
  const authorizer = createRequestAuthorizer({ auth, mode: 'test', metrics: createAuthorizationMetrics(metrics) });
  const app = await createHttpApp(
    commerceModule({ authorizer, tokens, paymentData, forwarding, merchantKeys, serviceTokens }),
    {
      logger: silentLogger(),
      metrics,
      openApi,
    },
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  refuseBadKeys(fastify, 'test');
  limitForwards(fastify, authorizer);
  const { inFlight } = limitInFlight(fastify, maxRequests, 'authorization_unavailable');
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    url,
    ran,
    auth,
    inFlight,
    metrics,
    call: (path: string, request?: Call) => call(url, path, request),
    stop: async () => {
      await close();
      await auth.close();
    },
  };
}
