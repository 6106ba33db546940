import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorizationGuard } from './authorization/authorization.guard';
import { REQUEST_AUTHORIZER, type RequestAuthorizer } from './authorization/request-authorizer.port';
import { ForwardController } from './forwarding/forward.controller';
import { FORWARDING, type Forwarding } from './forwarding/forwarding';
import { TOKEN_HANDLERS, type TokenHandlers } from './tokens/token-handlers';
import { TokensController } from './tokens/tokens.controller';

export interface CommerceParts {
  readonly authorizer: RequestAuthorizer;
  readonly tokens: TokenHandlers;
  readonly forwarding: Forwarding;
}

class CommerceModule {}

/** The guard stands before every route of the module, those that come later included. */
export function commerceModule({ authorizer, tokens, forwarding }: CommerceParts): DynamicModule {
  return {
    module: CommerceModule,
    controllers: [TokensController, ForwardController],
    providers: [
      { provide: REQUEST_AUTHORIZER, useValue: authorizer },
      { provide: TOKEN_HANDLERS, useValue: tokens },
      { provide: FORWARDING, useValue: forwarding },
      { provide: APP_GUARD, useClass: AuthorizationGuard },
    ],
  };
}
