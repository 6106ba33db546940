import type { Position } from '@latchkey/event-store';
import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import type { BatchChanges } from './fold-batch';
import changeAccounts from './sql/change-accounts.sql';
import changeKeys from './sql/change-keys.sql';
import changeMerchants from './sql/change-merchants.sql';
import insertAccounts from './sql/insert-accounts.sql';
import insertKeys from './sql/insert-keys.sql';
import insertMerchants from './sql/insert-merchants.sql';
import loadCheckpoint from './sql/load-checkpoint.sql';
import lockCheckpoint from './sql/lock-checkpoint.sql';
import saveCheckpoint from './sql/save-checkpoint.sql';
import truncate from './sql/truncate.sql';

/** The read model's tables, as their only writer sees them. */
export interface ReadModelStore {
  checkpoint(): Promise<Position | undefined>;
  /**
   * One transaction. `changesAfter` is told where the checkpoint is, under its lock, and answers what to apply and where it
   * is then; undefined when another replica has done it already.
   */
  advance(changesAfter: (checkpoint: Position | undefined) => Advance | undefined): Promise<void>;
  /** Empties everything, if the checkpoint is still the given one. */
  reset(checkpoint: Position | undefined): Promise<void>;
}

export interface Advance {
  readonly changes: BatchChanges;
  readonly position: Position;
}

export const createReadModelStore = (pool: Pool): ReadModelStore => ({
  checkpoint: async () => positionOf(await pool.query({ name: 'read_model_load_checkpoint', text: loadCheckpoint })),
  advance: (changesAfter) =>
    inTransaction(pool, async (client) => {
      const advance = changesAfter(await lock(client));
      if (!advance) return;
      await write(client, advance.changes);
      await client.query({ name: 'read_model_save_checkpoint', text: saveCheckpoint, values: [advance.position] });
    }),
  reset: (checkpoint) =>
    inTransaction(pool, async (client) => {
      if ((await lock(client)) !== checkpoint) return;
      await client.query(truncate);
      await client.query(saveCheckpoint, [null]);
    }),
});

const lock = async (client: PoolClient): Promise<Position | undefined> =>
  positionOf(await client.query({ name: 'read_model_lock_checkpoint', text: lockCheckpoint }));

// The text was given out by the store and is compared by the store alone.
const positionOf = ({ rows }: { rows: { position?: Position | null }[] }): Position | undefined =>
  rows[0]?.position ?? undefined;

const write = async (client: PoolClient, { accounts, merchants, keys }: BatchChanges): Promise<void> => {
  await writeRows(client, accounts, { name: 'accounts', insert: insertAccounts, change: changeAccounts });
  await writeRows(client, merchants, { name: 'merchants', insert: insertMerchants, change: changeMerchants });
  await writeRows(client, keys, { name: 'keys', insert: insertKeys, change: changeKeys });
};

interface Statements {
  readonly name: string;
  readonly insert: string;
  readonly change: string;
}

const writeRows = async (
  client: PoolClient,
  rows: ReadonlyMap<string, { readonly created_at?: string }>,
  { name, insert, change }: Statements,
): Promise<void> => {
  const all = [...rows.values()];
  // Only what was made in this batch is complete.
  const made = all.filter((row) => row.created_at !== undefined);
  const changed = all.filter((row) => row.created_at === undefined);
  if (made.length > 0) {
    await client.query({ name: `read_model_insert_${name}`, text: insert, values: [JSON.stringify(made)] });
  }
  if (changed.length > 0) {
    await client.query({ name: `read_model_change_${name}`, text: change, values: [JSON.stringify(changed)] });
  }
};
