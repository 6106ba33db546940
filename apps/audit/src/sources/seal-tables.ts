import { parseBigint, type Pool } from '@latchkey/postgres';
import type { SealedLog } from '@latchkey/seals';
import type { SealSet } from './log-source';
import { patiently } from './patiently';
import { sealRecordFromText } from './seal-record';
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

export const createSealTables = (pool: Pool, log: SealedLog, logId: string): SealTables => ({
  async exist() {
    const { rows } = await pool.query<{ found: boolean }>(
      `SELECT to_regclass('key_management.seals') IS NOT NULL AS found`,
    );
    return rows[0]?.found === true;
  },
  async seals() {
    const { rows } = await pool.query<{ seal: string }>(sealsText, [log, logId]);
    const keys = await pool.query<{ public_key_pem: string }>(sealingKeysText);
    return {
      seals: rows.map(({ seal }) => sealRecordFromText(seal)),
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
