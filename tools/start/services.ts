import { type Database } from './database';
import { type ProcessPlan } from './managed-process';
import { operatorTokens } from './operator-tokens';
import { type Ports, type ServicePorts } from './ports';
import { type Secrets } from './secrets';
import { type StartSettings } from './settings';

export type PlanContext = {
  readonly dist: string;
  readonly logDir: string;
  readonly mailDir: string;
  /** Where commerce keeps its access records until they are in the database. */
  readonly accessDir: string;
  /** Where seals of the access records are appended to. */
  readonly accessSealsFile: string;
  /** Where seals of all else are. */
  readonly sealsFile: string;
  readonly settings: StartSettings;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly ports: Ports;
};

export type ServicePlans = {
  readonly keyManagement: ProcessPlan;
  readonly auth: readonly ProcessPlan[];
  readonly commerce: ProcessPlan;
  readonly relay: ProcessPlan;
  /** A development tool, no service of ours. */
  readonly provider: ProcessPlan;
};

export type Addresses = {
  readonly keyManagementUrl: string;
  /** What people open: browsers keep a session for localhost, on whatever port, as if it were https. */
  readonly dashboardUrl: string;
  readonly commerceUrl: string;
  readonly authUrls: readonly string[];
  /** Where the local provider takes payments: the only name of this machine that a destination may have is localhost. */
  readonly providerUrl: string;
};

export const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

export const addresses = (ports: Ports): Addresses => ({
  keyManagementUrl: localUrl(ports.keyManagement.port),
  dashboardUrl: dashboardUrl(ports),
  commerceUrl: localUrl(ports.commerce.port),
  authUrls: ports.auth.map(({ port }) => localUrl(port)),
  providerUrl: `http://localhost:${ports.provider}/v1/payments`,
});

const dashboardUrl = ({ keyManagement }: Ports): string => `http://localhost:${keyManagement.port}`;

/** Null: there is none. */
export const kafkaBrokers = ({ kafka, kafkaEnv }: StartSettings, ports: Ports): readonly string[] | null => {
  if (kafka === 'named') return (kafkaEnv['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim());
  return kafka === 'local' ? [`127.0.0.1:${ports.kafka}`] : null;
};

/** What each service is started with: its own role, its own files, nothing of another's. */
export const servicePlans = ({
  dist,
  logDir,
  mailDir,
  accessDir,
  accessSealsFile,
  sealsFile,
  settings,
  secrets,
  database,
  ports,
}: PlanContext): ServicePlans => {
  const { files, operatorToken } = secrets;
  const plan = (name: string, app: string, at: ServicePorts, env: Record<string, string>): ProcessPlan => ({
    name,
    entry: `${dist}/apps/${app}/main.js`,
    logFile: `${logDir}/${name}.log`,
    env: {
      ...inherited(),
      LATCHKEY_MODE: 'test',
      LOG_LEVEL: settings.logLevel,
      HOST: '127.0.0.1',
      PORT: String(at.port),
      ADMIN_PORT: String(at.adminPort),
      ...env,
    },
  });
  const eventStore = (databaseUrl: string) => ({
    DATABASE_URL: databaseUrl,
    EVENT_STORE_URL: settings.eventStoreUrl ?? databaseUrl,
  });

  const authUrls = addresses(ports).authUrls.join(',');
  const brokers = kafkaBrokers(settings, ports);

  return {
    keyManagement: plan('key-management', 'key-management', ports.keyManagement, {
      ...eventStore(database.serviceUrl('key_management')),
      OPERATOR_TOKENS: operatorTokens(operatorToken),
      PEPPERS_FILE: files.peppers,
      IDEMPOTENCY_KEY_FILE: files.keyManagementIdempotencyKey,
      COMMERCE_URL: localUrl(ports.commerce.port),
      AUTH_URLS: authUrls,
      DASHBOARD_DIR: `${dist}/apps/dashboard`,
      DASHBOARD_URL: dashboardUrl(ports),
      MAIL_DIRECTORY: mailDir,
      SERVICE_PRIVATE_KEY_FILE: files.keyManagementServiceKey,
    }),
    auth: ports.auth.map((at, replica) =>
      plan(replica === 0 ? 'auth' : `auth-${replica + 1}`, 'auth', at, {
        ...eventStore(database.serviceUrl('auth')),
        PEPPERS_FILE: files.peppers,
        SERVICE_PUBLIC_KEYS_FILE: files.authPublicKeys,
      }),
    ),
    commerce: plan('commerce', 'commerce', ports.commerce, {
      DATABASE_URL: database.serviceUrl('commerce'),
      AUTH_URLS: authUrls,
      SERVICE_PRIVATE_KEY_FILE: files.commerceServiceKey,
      SERVICE_PUBLIC_KEYS_FILE: files.commercePublicKeys,
      ROOT_KEY_FILE: files.rootKey,
      IDEMPOTENCY_KEY_FILE: files.commerceIdempotencyKey,
      ACCESS_SPOOL_DIR: accessDir,
      SEALING_KEY_FILE: files.commerceSealingKey,
      SEALS_FILE: accessSealsFile,
    }),
    relay: {
      name: 'relay',
      entry: `${dist}/apps/key-management/relay.main.js`,
      logFile: `${logDir}/relay.log`,
      env: {
        ...inherited(),
        LATCHKEY_MODE: 'test',
        LOG_LEVEL: settings.logLevel,
        ADMIN_PORT: String(ports.relayAdmin),
        ...eventStore(database.serviceUrl('key_management')),
        SEALING_KEY_FILE: files.sealingKey,
        SEALS_FILE: sealsFile,
        ...settings.kafkaEnv,
        ...(brokers && { KAFKA_BROKERS: brokers.join(',') }),
      },
    },
    provider: {
      name: 'local-provider',
      entry: `${dist}/tools/provider/main.js`,
      logFile: `${logDir}/local-provider.log`,
      env: { ...inherited(), LOG_LEVEL: settings.logLevel, PORT: String(ports.provider) },
    },
  };
};

const inherited = (): Record<string, string> => {
  const names = ['PATH', 'HOME', 'TZ', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
};
