import { stopEarlierKafka } from '@latchkey/embedded-kafka';
import { createDemo } from './demo/create-demo';
import { type Database } from './database';
import { openDataDirectory } from './data-directory';
import { startLocalKafka } from './local-kafka';
import { type LocalJson, removeLocalJson, writeLocalJson } from './local-json';
import { keepLogsSmall } from './log-files';
import { checkPorts, portsFrom } from './ports';
import { endEarlierProcesses } from './process-list';
import { readyBlock } from './ready-block';
import { ensureSecrets, type Secrets } from './secrets';
import { type Addresses, addresses, kafkaBrokers } from './services';
import { readStartSettings } from './settings';
import { type DatabaseContext, endEarlierDatabase, startDatabase } from './start-database';
import { SEALS_FILE, startServices } from './start-services';
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
  const settings = readStartSettings(process.env, process.argv.slice(2));
  const data = openDataDirectory(settings.dataDir);
  stops.add('lock', () => Promise.resolve(data.release()));
  say(`Latchkey starts, with its data in ${data.path}`);

  keepLogsSmall(data.at('logs'), say);
  await endEarlierProcesses(data.at('processes.json'), data.path);
  await endEarlierDatabase(data);
  await stopEarlierKafka(data.at('kafka'));
  const ports = portsFrom(settings.portBase, settings.authReplicas);
  await checkPorts(ports, settings);
  removeLocalJson(data);
  const secrets = ensureSecrets(data);

  const database = await startServers({ ...context, settings, data, ports, secrets });
  signal.throwIfAborted();
  await startServices({ ...context, settings, data, ports, secrets, database });
  signal.throwIfAborted();

  const at = addresses(ports);
  const demo =
    settings.databaseUrl === null
      ? await createDemo({ ...context, ...at, data, wanted: settings.demo, operatorToken: secrets.operatorToken })
      : null;
  const kafka = kafkaBrokers(settings, ports);
  const local = localJson({ at, database, secrets, sealsFile: data.at(SEALS_FILE), kafka, demo });
  writeLocalJson(data, local);
  const postgres = settings.databaseUrl === null ? `127.0.0.1:${ports.postgres}` : 'the one that DATABASE_URL names';
  say(readyBlock({ local, ports, dataDir: data.path, postgres, tookMs: performance.now() - began }));
};

/** Both have come to an end, one way or the other, before a failure is passed on: neither may be missed by `stops`. */
const startServers = async (context: DatabaseContext): Promise<Database> => {
  const starting = startDatabase(context);
  const outcomes = await Promise.allSettled([
    starting,
    ...(context.settings.kafka === 'local' ? [startLocalKafka(context)] : []),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return starting;
};

interface Running {
  readonly at: Addresses;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly sealsFile: string;
  readonly kafka: readonly string[] | null;
  readonly demo: LocalJson['demo'] | null;
}

const localJson = ({ at, database, secrets, sealsFile, kafka, demo }: Running): LocalJson => ({
  key_management_url: at.keyManagementUrl,
  dashboard_url: at.dashboardUrl,
  commerce_url: at.commerceUrl,
  auth_url: at.authUrls[0] ?? '',
  auth_urls: at.authUrls,
  provider_url: at.providerUrl,
  database_url: database.ownerUrl,
  audit_database_url: database.auditorUrl,
  operator_token: secrets.operatorToken,
  seals_file: sealsFile,
  sealing_key_fingerprint: secrets.sealingKeyFingerprint,
  ...(kafka ? { kafka_brokers: kafka } : {}),
  ...(demo ? { demo } : {}),
});
