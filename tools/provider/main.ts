import { portSetting, readSettings, runService } from '@latchkey/platform';
import { startProvider } from './start-provider';

/** Stands in for a payment provider on a developer's machine, so that a forward can be seen to arrive. On loopback only. */
runService({
  name: 'local-provider',
  start: async ({ logger }) => {
    const { PORT: port } = readSettings({ PORT: portSetting }, process.env);
    const { url, stop } = await startProvider({ port, logger });
    return { url, adminUrl: url, stop }; // there is no admin port: all there is to know stands in its log
  },
});
