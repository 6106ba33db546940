import type { Position } from '@latchkey/event-store';
import { parseBigint } from '@latchkey/postgres';
import type { Queryable } from '@latchkey/sealer';
import loadText from './sql/load-sealing.sql';
import saveText from './sql/save-sealing.sql';

export interface SealingCheckpoint {
  readonly position: Position | undefined;
  /** Of the last event; 0: there was none. */
  readonly ordinal: number;
  /** Milliseconds since 1970; null before the first event. */
  readonly effectiveMs: number | null;
  /** Where the last batch with events began. */
  readonly back: { readonly position: Position | undefined; readonly ordinal: number };
}

export const BEGINNING: SealingCheckpoint = {
  position: undefined,
  ordinal: 0,
  effectiveMs: null,
  back: { position: undefined, ordinal: 0 },
};

export const loadSealing = async (client: Queryable): Promise<SealingCheckpoint> => {
  const { rows } = await client.query<SealingRow>({ name: 'load_sealing', text: loadText });
  const [row] = rows;
  if (row === undefined) throw new Error('key_management.sealing has no row');
  return {
    position: row.position ?? undefined,
    ordinal: parseBigint(row.ordinal),
    effectiveMs: row.effective_at?.getTime() ?? null,
    back: { position: row.back_position ?? undefined, ordinal: parseBigint(row.back_ordinal) },
  };
};

/** In a transaction of the term. Rejects when the checkpoint is not `from` any more. */
export const saveSealing = async (client: Queryable, from: SealingCheckpoint, to: SealingCheckpoint): Promise<void> => {
  const { rows } = await client.query({
    name: 'save_sealing',
    text: saveText,
    values: [
      from.position ?? null,
      from.ordinal,
      to.position ?? null,
      to.ordinal,
      to.effectiveMs === null ? null : new Date(to.effectiveMs),
      to.back.position ?? null,
      to.back.ordinal,
    ],
  });
  if (rows.length === 0) throw new Error('the checkpoint was moved by somebody else');
};

interface SealingRow {
  readonly position: Position | null;
  readonly ordinal: string;
  readonly effective_at: Date | null;
  readonly back_position: Position | null;
  readonly back_ordinal: string;
}
