import { parseBigint, type Pool } from '@latchkey/postgres';
import type { SealedLog } from '@latchkey/seals';
import type { SealSet } from './log-source';
import { patiently } from './patiently';
import { type SealRecord, sealRecordFromText } from './seal-record';
import leafTilesText from './sql/leaf-tiles.sql';
import sealingKeysText from './sql/sealing-keys.sql';
import sealsText from './sql/seals.sql';

/** What a service keeps beside a log: signed heads, and the leaf hashes as they were when they were sealed. */
export interface SealTables {
  exist(): Promise<boolean>;
  seals(): Promise<SealSet>;
  /** The hashes of level 0 of these tiles, one after the other; up to the first that is not there. */
  leaves(fromTile: number, toTile: number): Promise<Uint8Array>;
}

export interface SealPlace {
  readonly schema: 'key_management' | 'commerce';
  readonly log: SealedLog;
  readonly logId: string;
}

export function createSealTables(pool: Pool, place: SealPlace): SealTables {
  const { schema, log, logId } = place;
  return {
    async exist() {
      const { rows } = await pool.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
        `${schema}.seals`,
      ]);
      return rows[0]?.found === true;
    },
    async seals() {
      const keys = await pool.query<{ public_key_pem: string }>(inSchema(sealingKeysText, schema));
      return {
        seals: () => sealsOf(pool, place),
        publicKeys: keys.rows.map((row) => row.public_key_pem),
      };
    },
    async leaves(fromTile, toTile) {
      const text = inSchema(leafTilesText, schema);
      const query = { name: 'audit-leaf-tiles', text, values: [log, logId, fromTile, toTile] };
      const { rows } = await patiently(() => pool.query<{ index: string; hashes: Uint8Array }>(query));
      const inOrder = rows.filter(({ index }, at) => parseBigint(index) === fromTile + at);
      return Buffer.concat(inOrder.map(({ hashes }) => hashes));
    },
  };
}

export const inSchema = (sql: string, schema: SealPlace['schema']): string => sql.replaceAll('{{schema}}', schema);

const SEALS_AT_ONCE = 1_000;

interface SealRow {
  readonly size: string;
  readonly seal: string;
}

async function* sealsOf(pool: Pool, { schema, log, logId }: SealPlace): AsyncGenerator<SealRecord> {
  const text = inSchema(sealsText, schema);
  const read = async (after: string): Promise<readonly SealRow[]> => {
    const query = { name: 'audit-seals', text, values: [log, logId, after, SEALS_AT_ONCE] };
    return (await patiently(() => pool.query<SealRow>(query))).rows;
  };
  for (let rows = await read('-1'); rows.length > 0; rows = await read(rows.at(-1)?.size ?? '')) {
    yield* rows.map(({ seal }) => sealRecordFromText(seal));
    if (rows.length < SEALS_AT_ONCE) return;
  }
}
