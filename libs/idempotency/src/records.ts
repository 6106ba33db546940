import { coalesce } from './coalesce';
import type { Queryable } from './idempotency.types';
import { inSchema } from './migration';
import beginEffectSql from './sql/begin-effect.sql';
import claimNewSql from './sql/claim-new.sql';
import completeSql from './sql/complete.sql';
import find from './sql/find.sql';
import release from './sql/release.sql';
import removeExpired from './sql/remove-expired.sql';
import remove from './sql/remove.sql';
import sweep from './sql/sweep.sql';
import takeOver from './sql/take-over.sql';

export interface NewRecord {
  readonly recordId: Buffer;
  readonly accountId: string;
  readonly keyVersion: number;
  readonly fingerprint: Buffer;
  readonly commandId: string;
  readonly resourceId: string;
  readonly leaseMs: number;
  readonly rememberMs: number;
}

export interface OwnedRecord {
  readonly recordId: Buffer;
  readonly attempt: number;
}

export interface CompletedRecord extends OwnedRecord {
  readonly answer: Buffer;
  /** Of a record whose effect had begun: for how long from now. */
  readonly rememberMs: number;
}

export interface StoredRecord {
  readonly key_version: number;
  readonly fingerprint: Buffer;
  readonly command_id: string;
  readonly resource_id: string;
  readonly attempt: number;
  readonly answer: Buffer | null;
  readonly lease_left_ms: number;
  readonly expired: boolean;
  readonly effect_begun: boolean;
}

const BATCHES = { maxBatch: 64, maxInFlight: 2 };

/** The table's statements. Each is a transaction of its own; those of every request are coalesced. */
export const createRecords = (pool: Queryable, schema: string) => {
  const statement = (name: string, sql: string) => {
    const text = inSchema(sql, schema);
    return (...values: unknown[]) => pool.query({ name: `idempotency_${name}`, text, values });
  };
  const changed = async (result: Promise<{ rowCount: number | null }>): Promise<boolean> =>
    ((await result).rowCount ?? 0) > 0;

  const run = {
    beginEffect: statement('begin_effect', beginEffectSql),
    claimNew: statement('claim_new', claimNewSql),
    find: statement('find', find),
    takeOver: statement('take_over', takeOver),
    complete: statement('complete', completeSql),
    release: statement('release', release),
    remove: statement('remove', remove),
    removeExpired: statement('remove_expired', removeExpired),
    sweep: statement('sweep', sweep),
  };
  const claimNew = coalesce(async (records: readonly NewRecord[]): Promise<boolean[]> => {
    const { rows } = await run.claimNew(
      records.map(({ recordId }) => recordId),
      records.map(({ accountId }) => accountId),
      records.map(({ keyVersion }) => keyVersion),
      records.map(({ fingerprint }) => fingerprint),
      records.map(({ commandId }) => commandId),
      records.map(({ resourceId }) => resourceId),
      records.map(({ leaseMs }) => leaseMs),
      records.map(({ rememberMs }) => rememberMs),
    );
    // The column is that of claim-new.sql.
    const claimed = new Set(rows.map((row) => (row as { command_id: string }).command_id));
    return records.map(({ commandId }) => claimed.has(commandId));
  }, BATCHES);

  const complete = coalesce(async (done: readonly CompletedRecord[]): Promise<void[]> => {
    await run.complete(
      done.map(({ recordId }) => recordId),
      done.map(({ attempt }) => attempt),
      done.map(({ answer }) => answer),
      done.map(({ rememberMs }) => rememberMs),
    );
    return done.map(() => undefined);
  }, BATCHES);

  const beginEffect = coalesce(async (begun: readonly OwnedRecord[]): Promise<boolean[]> => {
    const { rows } = await run.beginEffect(
      begun.map(({ recordId }) => recordId),
      begun.map(({ attempt }) => attempt),
    );
    // The column is that of begin-effect.sql.
    const owned = new Set(rows.map((row) => (row as { record_id: Buffer }).record_id.toString('latin1')));
    return begun.map(({ recordId }) => owned.has(recordId.toString('latin1')));
  }, BATCHES);

  return {
    beginEffect,
    claimNew,
    complete,
    // The columns are those of find.sql.
    find: async (recordId: Buffer): Promise<StoredRecord | undefined> =>
      (await run.find(recordId)).rows[0] as StoredRecord | undefined,
    takeOver: (recordId: Buffer, attempt: number, leaseMs: number) => changed(run.takeOver(recordId, attempt, leaseMs)),
    release: (recordId: Buffer, attempt: number) => changed(run.release(recordId, attempt)),
    remove: (recordId: Buffer, attempt: number) => changed(run.remove(recordId, attempt)),
    removeExpired: (recordId: Buffer) => changed(run.removeExpired(recordId)),
    sweep: async (limit: number): Promise<number> => (await run.sweep(limit)).rowCount ?? 0,
  };
};

export type Records = ReturnType<typeof createRecords>;
