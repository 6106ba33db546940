import type { Position } from '@latchkey/event-store';
import { createLease, Fenced, type Lease } from '@latchkey/leadership';
import { parseBigint, type Pool } from '@latchkey/postgres';
import loadText from './sql/load-relay.sql';
import saveText from './sql/save-relay.sql';

/** The one row of who relays and how far that is. */
export interface RelayStore extends Lease {
  /** Rejects with `Fenced`, as `save` does, when the fence is not the latest. */
  load(fence: number): Promise<Position | undefined>;
  /** Moves the checkpoint from where it was; undefined: the beginning. */
  save(fence: number, from: Position | undefined, to: Position | undefined): Promise<void>;
}

export const createRelayStore = (pool: Pool): RelayStore => {
  const query = async (name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ fence: string; position?: Position | null }>({
      name: `relay_${name}`,
      text,
      values: [...values],
    });
    return rows[0];
  };
  return {
    ...createLease(pool, 'key_management.relay'),
    async load(fence) {
      const row = await query('load', loadText, []);
      if (row === undefined || parseBigint(row.fence) !== fence) throw new Fenced();
      return row.position ?? undefined;
    },
    async save(fence, from, to) {
      if ((await query('save', saveText, [fence, from ?? null, to ?? null])) === undefined) throw new Fenced();
    },
  };
};
