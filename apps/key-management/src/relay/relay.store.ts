import type { Position } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { randomUUID } from 'node:crypto';
import acquireText from './sql/acquire-relay.sql';
import loadText from './sql/load-relay.sql';
import releaseText from './sql/release-relay.sql';
import renewText from './sql/renew-relay.sql';
import saveText from './sql/save-relay.sql';

/** Somebody else holds the relay: whoever gets this has been overtaken and changes nothing any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor() {
    super('another relay has taken over');
  }
}

/** The one row of who relays and how far that is. */
export interface RelayStore {
  /** A fence of our own, for `leaseMs`; undefined while somebody else holds the relay. */
  acquire(leaseMs: number): Promise<number | undefined>;
  /** Rejects with `Fenced`, as `load` and `save` do, when the fence is not the latest. */
  renew(fence: number, leaseMs: number): Promise<void>;
  release(fence: number): Promise<void>;
  load(fence: number): Promise<Position | undefined>;
  /** Moves the checkpoint from where it was; undefined: the beginning. */
  save(fence: number, from: Position | undefined, to: Position | undefined): Promise<void>;
}

export const createRelayStore = (pool: Pool, holder: string = randomUUID()): RelayStore => {
  const query = async (name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ fence: string; position?: Position | null }>({
      name: `relay_${name}`,
      text,
      values: [...values],
    });
    return rows[0];
  };
  const unlessFenced = async (name: string, text: string, values: readonly unknown[]): Promise<void> => {
    if ((await query(name, text, values)) === undefined) throw new Fenced();
  };
  return {
    async acquire(leaseMs) {
      const row = await query('acquire', acquireText, [holder, leaseMs]);
      return row && parseBigint(row.fence);
    },
    renew: (fence, leaseMs) => unlessFenced('renew', renewText, [fence, leaseMs]),
    async release(fence) {
      await query('release', releaseText, [fence]);
    },
    async load(fence) {
      const row = await query('load', loadText, []);
      if (row === undefined || parseBigint(row.fence) !== fence) throw new Fenced();
      return row.position ?? undefined;
    },
    save: (fence, from, to) => unlessFenced('save', saveText, [fence, from ?? null, to ?? null]),
  };
};
