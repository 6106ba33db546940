import { runService } from '@latchkey/platform';
import { readAuthSettings } from './auth-settings';
import { startAuth } from './start-auth';

runService({ name: 'auth', start: async ({ logger }) => startAuth(readAuthSettings(), { logger }) });
