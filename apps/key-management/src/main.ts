import { runService } from '@latchkey/platform';
import { readKeyManagementSettings } from './settings';
import { startKeyManagement } from './start';

runService({
  name: 'key-management',
  start: ({ logger }) => startKeyManagement({ settings: readKeyManagementSettings(process.env), logger }),
});
