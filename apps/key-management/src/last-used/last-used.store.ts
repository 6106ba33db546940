import type { Position } from '@latchkey/event-store';
import { inTransaction, type Pool } from '@latchkey/postgres';
import lockCheckpoint from '../read-model/sql/lock-checkpoint.sql';
import type { LastUsed, UsesPage } from './last-used.port';
import changeLastUsed from './sql/change-last-used.sql';
import findLastUsed from './sql/find-last-used.sql';
import loadUsesCursor from './sql/load-uses-cursor.sql';
import saveUsesCursor from './sql/save-uses-cursor.sql';

export interface LastUsedStore extends LastUsed {
  /** How far the list of uses is applied; undefined: not at all. */
  cursor(): Promise<string | undefined>;
  /**
   * The page that follows `from`, in one transaction with its cursor. False, and nothing is changed, if the cursor is another
   * one by now, or `holds` says of the read model's position that it lacks keys of the page.
   */
  apply(page: UsesPage, from: string | undefined, holds: (position: Position) => boolean): Promise<boolean>;
}

interface CheckpointRow {
  readonly position: Position | null;
  readonly uses_cursor: string | null;
}

export const createLastUsedStore = (pool: Pool): LastUsedStore => ({
  of: async (keyId) => {
    const { rows } = await pool.query<{ last_used_at: Date | null }>({
      name: 'last_used_find',
      text: findLastUsed,
      values: [keyId],
    });
    return rows[0]?.last_used_at?.toISOString() ?? null;
  },
  cursor: async () => {
    const { rows } = await pool.query<CheckpointRow>({ name: 'last_used_load_cursor', text: loadUsesCursor });
    return rows[0]?.uses_cursor ?? undefined;
  },
  apply: ({ uses, cursor }, from, holds) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<CheckpointRow>({ name: 'read_model_lock_checkpoint', text: lockCheckpoint });
      const { position = null, uses_cursor = null } = rows[0] ?? {};
      if (uses_cursor !== (from ?? null) || position === null || !holds(position)) return false;
      const values = [uses.map(({ keyId }) => keyId), uses.map(({ usedAt }) => usedAt)];
      await client.query({ name: 'last_used_change', text: changeLastUsed, values });
      await client.query({ name: 'last_used_save_cursor', text: saveUsesCursor, values: [cursor] });
      return true;
    }),
});
