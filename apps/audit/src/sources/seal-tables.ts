import { parseBigint, type Pool } from '@latchkey/postgres';
import type { SealedLog } from '@latchkey/seals';
import type { SealSet } from './log-source';
import { patiently } from './patiently';
import { type SealRecord, sealRecordFromText } from './seal-record';
import sealingKeysText from './sql/sealing-keys.sql';
import leafTilesText from './sql/leaf-tiles.sql';
import sealsText from './sql/seals.sql';

/** What key-management keeps beside the log: signed heads, and the leaf hashes as they were when they were sealed. */
export interface SealTables {
  exist(): Promise<boolean>;
  seals(): Promise<SealSet>;
  /** The hashes of level 0 of these tiles, one after the other; up to the first that is not there. */
  leaves(fromTile: number, toTile: number): Promise<Uint8Array>;
}

const SEALS_AT_ONCE = 1_000;

interface SealRow {
  readonly size: string;
  readonly seal: string;
}

async function* sealsOf(pool: Pool, log: SealedLog, logId: string): AsyncGenerator<SealRecord> {
  const read = async (after: string): Promise<readonly SealRow[]> => {
    const query = { name: 'audit-seals', text: sealsText, values: [log, logId, after, SEALS_AT_ONCE] };
    return (await patiently(() => pool.query<SealRow>(query))).rows;
  };
  for (let rows = await read('-1'); rows.length > 0; rows = await read(rows.at(-1)?.size ?? '')) {
    yield* rows.map(({ seal }) => sealRecordFromText(seal));
    if (rows.length < SEALS_AT_ONCE) return;
  }
}

export const createSealTables = (pool: Pool, log: SealedLog, logId: string): SealTables => ({
  async exist() {
    const { rows } = await pool.query<{ found: boolean }>(
      `SELECT to_regclass('key_management.seals') IS NOT NULL AS found`,
    );
    return rows[0]?.found === true;
  },
  async seals() {
    const keys = await pool.query<{ public_key_pem: string }>(sealingKeysText);
    return {
      seals: () => sealsOf(pool, log, logId),
      publicKeys: keys.rows.map((row) => row.public_key_pem),
    };
  },
  async leaves(fromTile, toTile) {
    const query = { name: 'audit-leaf-tiles', text: leafTilesText, values: [log, logId, fromTile, toTile] };
    const { rows } = await patiently(() => pool.query<{ index: string; hashes: Uint8Array }>(query));
    const inOrder = rows.filter(({ index }, at) => parseBigint(index) === fromTile + at);
    return Buffer.concat(inOrder.map(({ hashes }) => hashes));
  },
});
