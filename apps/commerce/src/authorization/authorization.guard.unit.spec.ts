import { createMetrics, silentLogger } from '@latchkey/platform';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import { Controller, Get } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA } from '@nestjs/common/constants';
import { commerceModule, type CommerceParts } from '../commerce.module';
import type { Forwarding } from '../forwarding/forwarding';
import { INTERNAL_ROUTE } from './internal-route';
import { ServiceTokenGuard } from './service-token.guard';
import { openApi } from '../openapi/openapi';
import type { PaymentData } from '../payment-data/payment-data';
import type { TokenHandlers } from '../tokens/token-handlers';
import { call } from '../testing/http';
import { problemOf } from '../testing/problem';
import type { RequestAuthorizer } from './request-authorizer.port';
import { REQUIRED_FEATURE } from './requires-feature.decorator';

const asked: string[] = [];
const allowsEverything: RequestAuthorizer = {
  authorize: async (_headers, operation) => {
    asked.push(operation);
    const nothing = async () => ({ verdict: 'unavailable', reason: 'closed' }) as const;
    return { verdict: {} as never, tookMs: 0, askAbout: nothing, askToForward: nothing };
  },
};
const parts: CommerceParts = {
  authorizer: allowsEverything,
  tokens: {} as TokenHandlers,
  paymentData: {} as PaymentData,
  forwarding: {} as Forwarding,
  merchantKeys: {} as CommerceParts['merchantKeys'],
  serviceTokens: { verify: async () => null },
};
let ran = 0;

@Controller('forgotten')
class ForgottenController {
  @Get()
  handle(): object {
    ran += 1;
    return {};
  }
}

describe('a route that does not say what it needs', () => {
  test('lets nobody in, even where everything is allowed, and its handler does not run', async () => {
    const module = commerceModule(parts);
    const app = await createHttpApp(
      { ...module, controllers: [...(module.controllers ?? []), ForgottenController] },
      { logger: silentLogger(), metrics: createMetrics('commerce'), openApi },
    );
    const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
    try {
      const answer = await call(url, '/forgotten', { headers: { 'x-api-key': 'any' } });
      expect(problemOf(answer)).toEqual({ status: 403, classifier: 'forbidden' });
      expect([ran, asked]).toEqual([0, []]);
    } finally {
      await close();
    }
  });

  test('is none of ours: every handler of every controller names its feature, or is for a service of ours alone', () => {
    const { controllers = [] } = commerceModule(parts);
    const routes = controllers.flatMap((controller) => {
      const methods = controller.prototype as Record<string, object>;
      const internal = Reflect.getMetadata(INTERNAL_ROUTE, controller);
      if (internal !== undefined) expect(Reflect.getMetadata(GUARDS_METADATA, controller)).toEqual([ServiceTokenGuard]);
      return Object.getOwnPropertyNames(methods)
        .filter((name) => Reflect.getMetadata(METHOD_METADATA, methods[name] as object) !== undefined)
        .map((name) => {
          const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, methods[name] as object) as number];
          const feature = Reflect.getMetadata(REQUIRED_FEATURE, methods[name] as object);
          return [method, name, internal === undefined ? feature : `only ${String(internal)}`];
        });
    });
    expect(routes).toEqual([
      ['POST', 'create', 'tokens.create'],
      ['GET', 'list', 'tokens.list'],
      ['GET', 'read', 'tokens.read'],
      ['POST', 'consume', 'tokens.consume'],
      ['DELETE', 'delete', 'tokens.delete'],
      ['POST', 'create', 'payment-data.create'],
      ['GET', 'list', 'payment-data.list'],
      ['POST', 'forwardCard', 'cardholder-data.forward'],
      ['POST', 'forwardBundle', 'payment-data.forward'],
      ['POST', 'prepare', 'only key-management'],
      ['POST', 'activate', 'only key-management'],
    ]);
  });
});
