import { runService } from '@latchkey/platform';
import { readCommerceSettings } from './commerce.settings';
import { startCommerce } from './start-commerce';

runService({
  name: 'commerce',
  start: async ({ logger }) => startCommerce(readCommerceSettings(), { logger }),
});
