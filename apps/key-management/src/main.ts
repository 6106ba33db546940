import { runService } from '@latchkey/platform';
import { readKeyManagementSettings } from './settings';
import { startKeyManagement } from './start';

runService({
  name: 'key-management',
  start: async ({ logger }) => startKeyManagement({ settings: readKeyManagementSettings(process.env), logger }),
});
