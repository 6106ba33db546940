import { idempotencyMigration } from '@latchkey/idempotency';
import { sealsMigration } from '@latchkey/sealer';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import createTokens from './sql/001-create-tokens.sql';
import createPaymentData from './sql/002-create-payment-data.sql';
import createForwards from './sql/003-create-forwards.sql';
import indexFilteredLists from './sql/004-index-filtered-lists.sql';
import createAccessRecords from './sql/005-create-access-records.sql';
import sealAccessRecords from './sql/006-seal-access-records.sql';

export const SCHEMA = 'commerce';
/** What must be in no dump. */
export const VOLATILE_SCHEMA = 'commerce_volatile';

/** In order; TypeORM reads the 13 digits as a time and runs what is missing. A published one never changes. */
export const MIGRATIONS = [
  migration('CreateTokens1763899200000', createTokens),
  migration('CreateIdempotencyRecords1763899200001', idempotencyMigration(SCHEMA)),
  migration('CreatePaymentData1763899200002', createPaymentData),
  migration('CreateForwards1763899200003', createForwards),
  migration('IndexFilteredLists1763899200004', indexFilteredLists),
  migration('CreateAccessRecords1763899200005', createAccessRecords),
  migration('SealAccessRecords1763899200006', `${sealsMigration(SCHEMA)}\n${sealAccessRecords}`),
];

/** There is no way back: a newer schema is taken back by restoring a backup, not by dropping tables with cards in them. */
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
