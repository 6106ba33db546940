import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorizationGuard } from './authorization/authorization.guard';
import { REQUEST_AUTHORIZER, type RequestAuthorizer } from './authorization/request-authorizer.port';
import { TOKEN_HANDLERS, type TokenHandlers } from './tokens/token-handlers';
import { TokensController } from './tokens/tokens.controller';

export interface CommerceParts {
  readonly authorizer: RequestAuthorizer;
  readonly tokens: TokenHandlers;
}

class CommerceModule {}

/** The guard stands before every route of the module, those that come later included. */
export function commerceModule({ authorizer, tokens }: CommerceParts): DynamicModule {
  return {
    module: CommerceModule,
    controllers: [TokensController],
    providers: [
      { provide: REQUEST_AUTHORIZER, useValue: authorizer },
      { provide: TOKEN_HANDLERS, useValue: tokens },
      { provide: APP_GUARD, useClass: AuthorizationGuard },
    ],
  };
}
