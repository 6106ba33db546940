import type { Position } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import loadState from './sql/load-state.sql';

/** How far the index is. */
export interface AuditIndexState {
  /** Undefined: nothing of the log has been looked at. */
  readonly position: Position | undefined;
  /** Of the last event; 0: there is none. */
  readonly ordinal: number;
  /** The effective times of the last event and of the first. */
  readonly effectiveAt: Date | null;
  readonly firstAt: Date | null;
  /** From this ordinal on nothing can be said: it is an event that this version does not understand. */
  readonly unreadable: number | null;
}

export const loadAuditIndexState = async (pool: Pool): Promise<AuditIndexState> => {
  const { rows } = await pool.query<StateRow>({ name: 'audit_load_state', text: loadState });
  const row = rows[0];
  if (row === undefined) throw new Error('key_management.sealing has no row');
  return {
    position: row.position ?? undefined,
    ordinal: parseBigint(row.ordinal),
    effectiveAt: row.effective_at,
    firstAt: row.first_at,
    unreadable: row.unreadable === null ? null : parseBigint(row.unreadable),
  };
};

interface StateRow {
  readonly position: Position | null;
  readonly ordinal: string;
  readonly effective_at: Date | null;
  readonly first_at: Date | null;
  readonly unreadable: string | null;
}
