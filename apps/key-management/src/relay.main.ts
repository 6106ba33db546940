import { runService } from '@latchkey/platform';
import { readRelaySettings } from './relay/relay.settings';
import { startRelay } from './relay/start-relay';

runService({
  name: 'relay',
  start: async ({ logger }) => startRelay({ settings: readRelaySettings(process.env), logger }),
});
