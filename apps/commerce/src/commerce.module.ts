import type { ServiceTokenVerifier } from '@latchkey/service-tokens';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorizationGuard } from './authorization/authorization.guard';
import { REQUEST_AUTHORIZER, type RequestAuthorizer } from './authorization/request-authorizer.port';
import { SERVICE_TOKENS } from './authorization/service-token.guard';
import { ForwardController } from './forwarding/forward.controller';
import { FORWARDING, type Forwarding } from './forwarding/forwarding';
import { MERCHANT_KEYS, MerchantKeysController } from './merchant-keys/merchant-keys.controller';
import type { MerchantKeys } from './merchant-keys/merchant-keys.repository';
import { PAYMENT_DATA, type PaymentData } from './payment-data/payment-data';
import { PaymentDataController } from './payment-data/payment-data.controller';
import { TOKEN_HANDLERS, type TokenHandlers } from './tokens/token-handlers';
import { TokensController } from './tokens/tokens.controller';

export interface CommerceParts {
  readonly authorizer: RequestAuthorizer;
  readonly tokens: TokenHandlers;
  readonly paymentData: PaymentData;
  readonly forwarding: Forwarding;
  readonly merchantKeys: Pick<MerchantKeys, 'prepare' | 'activate'>;
  /** Of the services that may call what is internal. */
  readonly serviceTokens: Pick<ServiceTokenVerifier, 'verify'>;
}

class CommerceModule {}

/** The guard stands before every route of the module, those that come later included. */
export function commerceModule(parts: CommerceParts): DynamicModule {
  const { authorizer, tokens, paymentData, forwarding, merchantKeys, serviceTokens } = parts;
  return {
    module: CommerceModule,
    controllers: [TokensController, PaymentDataController, ForwardController, MerchantKeysController],
    providers: [
      { provide: REQUEST_AUTHORIZER, useValue: authorizer },
      { provide: TOKEN_HANDLERS, useValue: tokens },
      { provide: PAYMENT_DATA, useValue: paymentData },
      { provide: MERCHANT_KEYS, useValue: merchantKeys },
      { provide: SERVICE_TOKENS, useValue: serviceTokens },
      { provide: FORWARDING, useValue: forwarding },
      { provide: APP_GUARD, useClass: AuthorizationGuard },
    ],
  };
}
