import { type Mode, pathSetting, readSecretText, SettingsError, type SettingsOf } from '@latchkey/platform';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const BROKER = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(?<port>[0-9]{1,5})$/;

/** What every process reads that speaks to Kafka. Spread it into the shape given to `readSettings`. */
export const kafkaShape = {
  KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(',').map((broker) => broker.trim()))
    .refine((brokers) => brokers.every(isBroker))
    .describe('one or more host:port, separated by commas')
    .optional(),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .describe('up to 100 letters, digits, dots, dashes and underscores')
    .default(''),
  KAFKA_TLS: z.enum(['on', 'off']).describe('on or off').default('off'),
  KAFKA_TLS_CA_FILE: pathSetting.optional(),
  KAFKA_TLS_CERT_FILE: pathSetting.optional(),
  KAFKA_TLS_KEY_FILE: pathSetting.optional(),
  KAFKA_SASL_MECHANISM: z
    .enum(MECHANISMS)
    .describe(`one of ${MECHANISMS.join(', ')}`)
    .optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).describe('a user name').optional(),
  KAFKA_SASL_PASSWORD_FILE: pathSetting.optional(),
  KAFKA_PLAINTEXT: z.enum(['allow']).describe('allow, or not set').optional(),
};

export interface KafkaSettings {
  readonly brokers: readonly string[];
  /** Before the name of every topic, and of nothing else. */
  readonly topicPrefix: string;
  /** PEM texts. Undefined: plain text. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: (typeof MECHANISMS)[number];
    readonly username: string;
    readonly password: string;
  };
}

const isBroker = (text: string): boolean => {
  const port = Number(BROKER.exec(text)?.groups?.['port']);
  return port >= 1 && port <= 65_535;
};

type Environment = SettingsOf<typeof kafkaShape>;

/** Undefined: Kafka is not configured. Throws a `SettingsError` that names what is wrong, or of no use without another. */
export const readKafkaSettings = (env: Environment, mode: Mode): KafkaSettings | undefined => {
  if (env.KAFKA_BROKERS === undefined) return undefined;
  const tls = readTls(env, mode);
  const sasl = readSasl(env);
  return {
    brokers: env.KAFKA_BROKERS,
    topicPrefix: env.KAFKA_TOPIC_PREFIX,
    ...(tls && { tls }),
    ...(sasl && { sasl }),
  };
};

const readTls = (env: Environment, mode: Mode): KafkaSettings['tls'] => {
  const { KAFKA_TLS_CA_FILE: ca, KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key } = env;
  if (env.KAFKA_TLS === 'off') {
    const [unused] = Object.entries({ KAFKA_TLS_CA_FILE: ca, KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key })
      .filter(([, path]) => path !== undefined)
      .map(([name]) => name);
    if (unused !== undefined) throw refuse(unused, 'is of no use unless KAFKA_TLS is on');
    if (mode === 'live' && env.KAFKA_PLAINTEXT !== 'allow') {
      throw refuse('KAFKA_TLS', 'must be on with LATCHKEY_MODE=live, unless KAFKA_PLAINTEXT is allow');
    }
    return undefined;
  }
  if (cert !== undefined && key === undefined) throw refuse('KAFKA_TLS_KEY_FILE', 'is needed with KAFKA_TLS_CERT_FILE');
  if (key !== undefined && cert === undefined) throw refuse('KAFKA_TLS_CERT_FILE', 'is needed with KAFKA_TLS_KEY_FILE');
  return {
    ...(ca !== undefined && { ca: readPem('KAFKA_TLS_CA_FILE', ca) }),
    ...(cert !== undefined && { cert: readPem('KAFKA_TLS_CERT_FILE', cert) }),
    ...(key !== undefined && { key: readSecretText({ setting: 'KAFKA_TLS_KEY_FILE', path: key }) }),
  };
};

const readSasl = (env: Environment): KafkaSettings['sasl'] => {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD_FILE: path } = env;
  if (mechanism === undefined) {
    if (username !== undefined || path !== undefined) {
      throw refuse('KAFKA_SASL_MECHANISM', 'is needed with KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD_FILE');
    }
    return undefined;
  }
  if (username === undefined) throw refuse('KAFKA_SASL_USERNAME', 'is needed with KAFKA_SASL_MECHANISM');
  if (path === undefined) throw refuse('KAFKA_SASL_PASSWORD_FILE', 'is needed with KAFKA_SASL_MECHANISM');
  return { mechanism, username, password: readSecretText({ setting: 'KAFKA_SASL_PASSWORD_FILE', path }) };
};

const readPem = (setting: string, path: string): string => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw refuse(
      setting,
      `names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
  if (!isCertificate(text)) throw refuse(setting, 'names a file without a PEM certificate');
  return text;
};

/** The first of them at least: of an authority that cannot be read TLS takes no notice, and then trusts nobody. */
const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
};

const refuse = (name: string, reason: string): SettingsError => new SettingsError([{ name, reason }]);
