import { runService } from '@latchkey/platform';
import { readActiveKeysSettings } from './settings';
import { startActiveKeys } from './start';

runService({ name: 'active-keys', start: async ({ logger }) => startActiveKeys(readActiveKeysSettings(), { logger }) });
