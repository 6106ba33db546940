import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { INTERNAL_ROUTE } from './internal-route';
import { ServiceTokenGuard } from './service-token.guard';

/**
 * For a controller whose routes a service of ours calls, named `service`, and no holder of an API key. The guard of API keys
 * lets them pass to their own.
 */
export const InternalRoute = (service: string) =>
  applyDecorators(SetMetadata(INTERNAL_ROUTE, service), UseGuards(ServiceTokenGuard));
