import { ensureDatabase, ensureRole, grantConnect } from '@latchkey/embedded-postgres';
import { createHash, createHmac } from 'node:crypto';
import { type Claim, claimDatabase } from './claim-database';
import { type Secrets } from './secrets';
import { StartError } from './start-error';

const SERVICES = ['key_management', 'auth', 'commerce'] as const;
type ServiceName = (typeof SERVICES)[number];

export type Database = {
  /** May change the schema; what migrations and tools log in as. */
  readonly ownerUrl: string;
  /** May use its own schema and owns nothing. */
  serviceUrl(service: ServiceName): string;
  /** May read what an audit needs, and write nothing. */
  readonly auditorUrl: string;
  readonly roles: Readonly<Record<ServiceName | 'auditor', string>>;
};

export type Prepared = { readonly database: Database; readonly claim: Claim };

const OWN = { name: 'latchkey', owner: 'latchkey_owner' } as const;

/** Our database on a server that is ours alone, whether it has been made yet or not. */
export const ownDatabase = (superuserUrl: string, passwords: Secrets['databasePasswords']): Database =>
  describe(withDatabase(superuserUrl, OWN.name), { user: OWN.owner, password: passwords.owner }, OWN.name, passwords);

/** Makes our database and its roles on a server that is ours alone, or puts the passwords right if they are there. */
export const prepareOwn = async (
  superuserUrl: string,
  { databasePasswords: passwords, fingerprint }: Secrets,
): Promise<Prepared> => {
  const { name, owner } = OWN;
  const database = ownDatabase(superuserUrl, passwords);
  await ensureRole(superuserUrl, { name: owner, password: passwords.owner });
  await ensureRoles(superuserUrl, database, passwords);
  await ensureDatabase(superuserUrl, { name, owner, users: Object.values(database.roles) });
  const { ownerUrl } = database;
  const serviceUrl = database.serviceUrl('key_management');
  const claim = await claimDatabase({ ownerUrl, fingerprint, serviceUrl, prepare: () => Promise.resolve() });
  return { database, claim };
};

/** Makes the roles on somebody else's server, named after the database, so that two installations on it do not meet. */
export const prepareExternal = async (
  databaseUrl: string,
  { databasePasswords: passwords, fingerprint }: Secrets,
): Promise<Prepared> => {
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .replace(/^(?![a-z])/, 'db_');
  // Several names may look alike once they are plain, or cut off; the digest keeps them apart.
  const prefix = `${plain.slice(0, 30)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  const database = describe(databaseUrl, null, prefix, passwords);
  try {
    const claim = await claimDatabase({
      ownerUrl: databaseUrl,
      fingerprint,
      serviceUrl: database.serviceUrl('key_management'),
      async prepare() {
        await ensureRoles(databaseUrl, database, passwords);
        await grantConnect(databaseUrl, Object.values(database.roles));
      },
    });
    return { database, claim };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown error';
    throw new StartError(
      `The database that DATABASE_URL names cannot be prepared (${reason}): it must be reachable, with a user that may create roles and schemas.`,
      { cause },
    );
  }
};

const ensureRoles = async (
  adminUrl: string,
  { roles }: Database,
  passwords: Secrets['databasePasswords'],
): Promise<void> => {
  for (const service of SERVICES) await ensureRole(adminUrl, { name: roles[service], password: passwords[service] });
  await ensureRole(adminUrl, { name: roles.auditor, password: auditorPassword(passwords) });
};

const describe = (
  url: string,
  owner: { user: string; password: string } | null,
  prefix: string,
  passwords: Secrets['databasePasswords'],
): Database => {
  const roles = {
    key_management: `${prefix}_key_management`,
    auth: `${prefix}_auth`,
    commerce: `${prefix}_commerce`,
    auditor: `${prefix}_auditor`,
  };
  return {
    ownerUrl: owner === null ? url : withUser(url, owner.user, owner.password),
    serviceUrl: (service) => withUser(url, roles[service], passwords[service]),
    auditorUrl: withUser(url, roles.auditor, auditorPassword(passwords)),
    roles,
  };
};

/** Made of another, so that a data directory from before there was one has it as well. */
const auditorPassword = ({ owner }: Secrets['databasePasswords']): string =>
  createHmac('sha256', owner).update('latchkey-auditor').digest('base64url');

const withUser = (url: string, user: string, password: string): string => {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
};

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};
