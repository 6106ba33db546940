import { sealsGrants } from '@latchkey/sealer';
import grantAuditor from './sql/grant-auditor.sql';
import grantAuth from './sql/grant-auth.sql';
import { SCHEMA } from './schema';
import grantKeyManagement from './sql/grant-key-management.sql';

/** PostgreSQL roles that exist already; an absent one is granted nothing. */
export interface Roles {
  readonly keyManagement?: string | undefined;
  readonly auth?: string | undefined;
  /** Reads, and writes nothing. */
  readonly auditor?: string | undefined;
}

/** Statements that may be repeated. The roles own nothing and cannot change what was stored in the log. */
export const grantStatements = ({ keyManagement, auth, auditor }: Roles): string[] => [
  ...(keyManagement ? [grantKeyManagement, sealsGrants(SCHEMA)].map((sql) => forRole(sql, keyManagement)) : []),
  ...(auth ? [forRole(grantAuth, auth)] : []),
  ...(auditor ? [forRole(grantAuditor, auditor)] : []),
];

const forRole = (sql: string, role: string): string =>
  sql
    .replaceAll('{{role}}', `"${role.replaceAll('"', '""')}"`)
    .replaceAll('{{role_text}}', `'${role.replaceAll("'", "''")}'`);
