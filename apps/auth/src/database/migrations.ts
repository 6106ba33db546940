import type { MigrationInterface, QueryRunner } from 'typeorm';
import lastUsed from './sql/001-last-used.sql';

export const SCHEMA = 'auth';

/** In order; TypeORM reads the 13 digits as a time and runs what is missing. A published one never changes. */
export const MIGRATIONS = [migration('LastUsed1795000000001', lastUsed)];

function migration(name: string, sql: string) {
  return class implements MigrationInterface {
    readonly name = name;
    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(sql);
    }
    async down(): Promise<void> {
      throw new Error(`${name} cannot be undone`);
    }
  };
}
