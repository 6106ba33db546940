import { sealsGrants } from '@latchkey/sealer';
import grantAuth from './sql/grant-auth.sql';
import { SCHEMA } from './schema';
import grantKeyManagement from './sql/grant-key-management.sql';

/** PostgreSQL roles that exist already; an absent one is granted nothing. */
export interface Roles {
  readonly keyManagement?: string | undefined;
  readonly auth?: string | undefined;
}

/** Statements that may be repeated. The roles own nothing and cannot change what was stored in the log. */
export const grantStatements = ({ keyManagement, auth }: Roles): string[] => [
  ...(keyManagement ? [grantKeyManagement, sealsGrants(SCHEMA)].map((sql) => forRole(sql, keyManagement)) : []),
  ...(auth ? [forRole(grantAuth, auth)] : []),
];

const forRole = (sql: string, role: string): string =>
  sql
    .replaceAll('{{role}}', `"${role.replaceAll('"', '""')}"`)
    .replaceAll('{{role_text}}', `'${role.replaceAll("'", "''")}'`);
