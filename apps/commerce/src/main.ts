import { runService } from '@latchkey/platform';
import { readCommerceSettings } from './commerce.settings';
import { startCommerce } from './start-commerce';

runService({
  name: 'commerce',
  start: ({ logger }) => startCommerce(readCommerceSettings(), { logger }),
});
