import { createDemo } from './demo/create-demo';
import { type Database } from './database';
import { openDataDirectory } from './data-directory';
import { type LocalJson, removeLocalJson, writeLocalJson } from './local-json';
import { keepLogsSmall } from './log-files';
import { checkPorts, portsFrom } from './ports';
import { endEarlierProcesses } from './process-list';
import { readyBlock } from './ready-block';
import { ensureSecrets } from './secrets';
import { type Addresses, addresses } from './services';
import { readStartSettings } from './settings';
import { endEarlierDatabase, startDatabase } from './start-database';
import { startServices } from './start-services';
import { type StopList } from './stop-list';

export type StartContext = {
  readonly stops: StopList;
  /** Aborted when somebody wants to stop while we are still starting. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

/** Brings everything up, in order, and returns when all of it is ready. Whatever was started is in `stops`. */
export const startSystem = async (context: StartContext): Promise<void> => {
  const began = performance.now();
  const { stops, signal, say } = context;
  const settings = readStartSettings();
  const data = openDataDirectory(settings.dataDir);
  stops.add('lock', () => Promise.resolve(data.release()));
  say(`Latchkey starts, with its data in ${data.path}`);

  keepLogsSmall(data.at('logs'), say);
  await endEarlierProcesses(data.at('processes.json'), data.path);
  await endEarlierDatabase(data);
  const ports = portsFrom(settings.portBase, settings.authReplicas);
  await checkPorts(ports, settings);
  removeLocalJson(data);
  const secrets = ensureSecrets(data);

  const database = await startDatabase({ ...context, settings, data, ports, secrets });
  signal.throwIfAborted();
  await startServices({ ...context, settings, data, ports, secrets, database });
  signal.throwIfAborted();

  const at = addresses(ports);
  const demo =
    settings.databaseUrl === null
      ? await createDemo({ ...context, ...at, data, wanted: settings.demo, operatorToken: secrets.operatorToken })
      : null;
  const local = localJson(at, database, secrets.operatorToken, demo);
  writeLocalJson(data, local);
  const postgres = settings.databaseUrl === null ? `127.0.0.1:${ports.postgres}` : 'the one that DATABASE_URL names';
  say(readyBlock({ local, ports, dataDir: data.path, postgres, tookMs: performance.now() - began }));
};

const localJson = (
  at: Addresses,
  database: Database,
  operatorToken: string,
  demo: LocalJson['demo'] | null,
): LocalJson => ({
  key_management_url: at.keyManagementUrl,
  dashboard_url: at.dashboardUrl,
  commerce_url: at.commerceUrl,
  auth_url: at.authUrls[0] ?? '',
  auth_urls: at.authUrls,
  provider_url: at.providerUrl,
  database_url: database.ownerUrl,
  operator_token: operatorToken,
  ...(demo ? { demo } : {}),
});
