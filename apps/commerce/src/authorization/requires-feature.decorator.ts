import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Operation } from './operation';

export const REQUIRED_FEATURE = 'latchkey:required-feature';

/** What a key must be allowed for this route. A route without it lets nobody in. */
export const RequiresFeature = (operation: Operation): CustomDecorator => SetMetadata(REQUIRED_FEATURE, operation);
