import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What an `esdb://` or `esdb+discover://` address says. */
export interface EsdbAddress {
  readonly discover: boolean;
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  readonly tls: boolean;
  /** The certificates to trust, as PEM; undefined means those that Node trusts. */
  readonly tlsCa: Buffer | undefined;
  readonly options: Readonly<Partial<Record<NumberOption, number>>>;
}

type NumberOption = keyof typeof NUMBERS;

const FORM =
  /^esdb(?<discover>\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<query>.*))?$/;
const HOST = /^(?<address>[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?$/;
const DEFAULT_PORT = 2113;

/** As the client names them, by their names in lower case; each with its least value. */
const NUMBERS = {
  keepAliveInterval: 10_000,
  keepAliveTimeout: 1,
  discoveryInterval: 1,
  gossipTimeout: 1,
  maxDiscoverAttempts: 1,
} as const;
/** What is decided here and must not be decided otherwise, with the value that says so. */
const FIXED: Readonly<Record<string, string>> = {
  tlsverifycert: 'true',
  throwonappendfailure: 'true',
  nodepreference: 'leader',
};

/**
 * Parsed here and not by the client, which prints the whole address, password included, when an option is unknown to it,
 * and carries it in its errors. Throws an `Error` whose message is safe to show and completes "EVENT_STORE_URL …".
 */
export function parseEsdbUrl(url: string): EsdbAddress {
  const { discover, user, password, hosts, query } = FORM.exec(url.trim())?.groups ?? {};
  if (hosts === undefined) {
    throw new Error('is not of the form esdb://user:password@host:2113,… or esdb+discover://user:password@host:2113');
  }
  const parsed = {
    discover: discover !== undefined,
    hosts: hosts.split(',').map(parseHost),
    credentials:
      user === undefined || password === undefined
        ? undefined
        : { username: decode(user, 'the user'), password: decode(password, 'the password') },
    ...parseOptions(query ?? ''),
  };
  if (parsed.tls && parsed.credentials === undefined) {
    throw new Error('names no user and password; only a server without TLS (?tls=false) goes without');
  }
  return parsed;
}

function parseHost(text: string): { address: string; port: number } {
  const { address, port } = HOST.exec(text)?.groups ?? {};
  const number = Number(port ?? DEFAULT_PORT);
  if (address === undefined || number < 1 || number > 65_535) {
    throw new Error('names a host that is none: each is a name or an IPv4 address, and a port from 1 to 65535');
  }
  return { address, port: number };
}

function parseOptions(query: string): Pick<EsdbAddress, 'tls' | 'tlsCa' | 'options'> {
  let tls = true;
  let tlsCa: Buffer | undefined;
  const options: Partial<Record<NumberOption, number>> = {};
  for (const pair of query.split('&').filter(Boolean)) {
    const [rawName = '', rawValue = ''] = pair.split('=', 2);
    const name = rawName.toLowerCase();
    const value = decode(rawValue, 'the value of an option');
    const number = (Object.keys(NUMBERS) as NumberOption[]).find((some) => some.toLowerCase() === name);
    if (name === 'tls') tls = parseBoolean(value);
    else if (name === 'tlscafile') tlsCa = readCertificates(value);
    else if (number !== undefined) options[number] = parseNumber(number, value);
    else if (FIXED[name] === undefined)
      throw new Error(`has an option that is not supported, number ${index(query, pair)}`);
    else if (value.toLowerCase() !== FIXED[name]) throw new Error(`must leave ${name} at ${FIXED[name]}`);
  }
  return { tls, tlsCa, options };
}

/** An option is named by its place: an address that is torn may have a part of the password where a name should be. */
function index(query: string, pair: string): number {
  return query.split('&').filter(Boolean).indexOf(pair) + 1;
}

function readCertificates(path: string): Buffer {
  let pem: Buffer;
  try {
    pem = readFileSync(path);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException; // of a file
    throw new Error(`has a tlsCAFile that cannot be read (${code})`, { cause: error });
  }
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw new Error('has a tlsCAFile without a PEM certificate');
  }
}

function parseBoolean(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw new Error('has a tls that is neither true nor false');
  return value === 'true';
}

function parseNumber(name: NumberOption, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < NUMBERS[name]) {
    throw new Error(`has a ${name} that is not a whole number of at least ${NUMBERS[name]}`);
  }
  return number;
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`has ${what} with a % that begins no escape`);
  }
}
