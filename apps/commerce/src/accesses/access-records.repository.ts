import type { DatabaseGate } from '../database/database-gate';
import appendAccessRecords from './sql/append-access-records.sql';
import removeOldAccessRecords from './sql/remove-old-access-records.sql';

/** Access records in PostgreSQL. */
export interface AccessRecords {
  /**
   * Resolves when all of them, each a JSON object, are durable; those that were there before are left as they are. Rejects
   * with what the gate rejects with: then none of them was written, or, if it is `write_unconfirmed`, all of them may be.
   */
  append(records: readonly string[]): Promise<void>;
  /** Removes up to `limit` that are older than so many days and sealed; answers how many. */
  removeOld(days: number, limit: number): Promise<number>;
}

export const createAccessRecords = (gate: DatabaseGate): AccessRecords => ({
  async append(records) {
    const values = [`[${records.join(',')}]`];
    await gate.statement({ name: 'append_access_records', text: appendAccessRecords, values }, 'write_unconfirmed');
  },

  async removeOld(days, limit) {
    const statement = { name: 'remove_old_access_records', text: removeOldAccessRecords, values: [days, limit] };
    const [row] = await gate.statement<{ removed: number }>(statement);
    return row?.removed ?? 0;
  },
});
