import { createMetrics, silentLogger } from '@latchkey/platform';
import { createHttpApp, listen } from '@latchkey/platform-nest';
import { Controller, Get } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { commerceModule, type CommerceParts } from '../commerce.module';
import type { Forwarding } from '../forwarding/forwarding';
import { openApi } from '../openapi/openapi';
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
  forwarding: {} as Forwarding,
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

  test('is none of ours: every handler of every controller names its feature', () => {
    const { controllers = [] } = commerceModule(parts);
    const routes = controllers.flatMap((controller) => {
      const methods = controller.prototype as Record<string, object>;
      return Object.getOwnPropertyNames(methods)
        .filter((name) => Reflect.getMetadata(METHOD_METADATA, methods[name] as object) !== undefined)
        .map((name) => {
          const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, methods[name] as object) as number];
          return [method, name, Reflect.getMetadata(REQUIRED_FEATURE, methods[name] as object)];
        });
    });
    expect(routes).toEqual([
      ['POST', 'create', 'tokens.create'],
      ['GET', 'list', 'tokens.list'],
      ['GET', 'read', 'tokens.read'],
      ['POST', 'consume', 'tokens.consume'],
      ['DELETE', 'delete', 'tokens.delete'],
      ['POST', 'forwardCard', 'cardholder-data.forward'],
      ['POST', 'forwardBundle', 'payment-data.forward'],
    ]);
  });
});
