import { createPool } from '@latchkey/postgres';
import { createVault, parseRootKeyFile, type StoredAccountKeys } from '@latchkey/vault';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import insertTokens from './insert-tokens.sql';
import { withoutIndexes } from './without-indexes';

export interface Fill {
  readonly databaseUrl: string;
  readonly rootKeyFile: string;
  /** Has at least one card already, and so its keys. */
  readonly accountId: string;
  /** Four, from the one with most tokens to the one with a ten-thousandth of them. */
  readonly merchantIds: readonly string[];
  readonly count: number;
}

export const FIRST = new Date('2024-01-01T00:00:00.000Z');
export const SPAN_DAYS = 730;
/** From common to rare: half, a third, a tenth, a twentieth, a ten-thousandth. `Unknown` and `pending` have none. */
export const SCHEMES = ['VISA', 'Mastercard', 'American Express', 'Discover', 'UnionPay'] as const;
export const STATUSES = ['not_available', 'active', 'inactive', 'deleted', 'failed'] as const;

const SEAL_EVERY = 10;
const BATCH = 5_000;

/**
 * Rows put straight into the table as its owner: a tenth with a sealed name that can be read, none with a card number. A
 * second account a tenth as big is all `UnionPay`, `failed` and its own merchant: what is rare in one account is common in
 * the statistics, which are about all of them.
 */
export async function fillAccount(fill: Fill): Promise<void> {
  const { accountId, merchantIds, count } = fill;
  const pool = createPool({
    connectionString: fill.databaseUrl,
    applicationName: 'bench',
    max: 1,
    statementTimeoutMs: 0,
  });
  try {
    await pool.query(
      'CREATE TEMP TABLE bench_sealed (n int PRIMARY KEY, id uuid, wrapped_key bytea, cardholder_name bytea)',
    );
    const vault = await openVault(fill.rootKeyFile, accountId, async () => {
      const { rows } = await pool.query<StoredAccountKeys>(
        `SELECT key_id AS "keyId", wrapped_key AS "wrappedKey", wrapped_fingerprint_key AS "wrappedFingerprintKey"
         FROM commerce.account_keys WHERE account_id = $1`,
        [accountId],
      );
      return rows[0] ?? null;
    });
    const numbers = Array.from({ length: Math.floor(count / SEAL_EVERY) }, (_, index) => (index + 1) * SEAL_EVERY);
    for (let from = 0; from < numbers.length; from += BATCH) {
      const batch = numbers.slice(from, from + BATCH).map((n) => {
        const id = randomUUID();
        const { wrappedKey, fields } = vault.seal(id, { cardholder_name: `Cardholder ${n}` });
        return { n, id, wrappedKey, name: fields.cardholder_name };
      });
      await pool.query(
        'INSERT INTO bench_sealed SELECT * FROM unnest($1::int[], $2::uuid[], $3::bytea[], $4::bytea[])',
        [
          batch.map(({ n }) => n),
          batch.map(({ id }) => id),
          batch.map(({ wrappedKey }) => wrappedKey),
          batch.map(({ name }) => name),
        ],
      );
    }
    await withoutIndexes(pool, ['commerce.tokens'], async () => {
      const span = `${SPAN_DAYS} days`;
      await pool.query(insertTokens, [accountId, count, merchantIds, FIRST, span, SCHEMES, STATUSES]);
      await pool.query('TRUNCATE bench_sealed');
      const rare = { merchants: Array(4).fill(randomUUID()), schemes: Array(5).fill(SCHEMES[4]) };
      await pool.query(insertTokens, [
        ...[randomUUID(), Math.floor(count / 10), rare.merchants, FIRST, span, rare.schemes],
        Array(5).fill(STATUSES[4]),
      ]);
    });
    await pool.query('VACUUM (ANALYZE) commerce.tokens');
  } finally {
    await pool.end();
  }
}

/** commerce's own way to the account's keys, but for making new ones. */
async function openVault(rootKeyFile: string, accountId: string, find: () => Promise<StoredAccountKeys | null>) {
  const { rootKeys } = parseRootKeyFile(readFileSync(rootKeyFile, 'utf8'));
  const keepFirst = () => Promise.reject(new Error('the account has no keys yet'));
  return createVault({ rootKeys, accountKeys: { find, keepFirst } }).forAccount(accountId);
}
