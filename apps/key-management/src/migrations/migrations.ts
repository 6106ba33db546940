import { migrations as eventStoreMigrations } from '@latchkey/event-store-postgres';
import { idempotencyMigration } from '@latchkey/idempotency';
import { sealsMigration } from '@latchkey/sealer';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA } from './schema';
import readModel from './sql/001-read-model.sql';
import users from './sql/003-users.sql';
import lastUsedCursor from './sql/004-last-used-cursor.sql';
import keySearch from './sql/005-key-search.sql';
import relay from './sql/006-relay.sql';
import sealing from './sql/007-sealing.sql';
import auditIndex from './sql/008-audit-index.sql';

export interface SqlMigration {
  /** Ends in 13 digits, by which TypeORM sorts. Never changed once released. */
  readonly name: string;
  readonly sql: string;
}

/** The event store's come first: this service is the one that writes to it. */
export const sqlMigrations = (): readonly SqlMigration[] => [
  ...eventStoreMigrations,
  { name: 'ReadModel1800000000001', sql: readModel },
  { name: 'Idempotency1800000000002', sql: idempotencyMigration(SCHEMA) },
  { name: 'Users1800000000003', sql: users },
  { name: 'LastUsedCursor1800000000004', sql: lastUsedCursor },
  { name: 'KeySearch1800000000005', sql: keySearch },
  { name: 'Relay1800000000006', sql: relay },
  { name: 'Sealing1800000000007', sql: `${sealsMigration(SCHEMA)}\n${sealing}` },
  { name: 'AuditIndex1800000000008', sql: auditIndex },
];

/** TypeORM takes classes, one for each migration; ours differ in their SQL alone. */
export const migrationClass = ({ name, sql }: SqlMigration): new () => MigrationInterface =>
  class implements MigrationInterface {
    readonly name = name;
    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(sql);
    }
    down(): Promise<void> {
      return Promise.reject(new Error('migrations only go forward'));
    }
  };
