import type { Queryable } from './idempotency.types';
import { inSchema } from './migration';
import claimNew from './sql/claim-new.sql';
import complete from './sql/complete.sql';
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

export interface StoredRecord {
  readonly key_version: number;
  readonly fingerprint: Buffer;
  readonly command_id: string;
  readonly resource_id: string;
  readonly attempt: number;
  readonly answer: Buffer | null;
  readonly lease_left_ms: number;
  readonly expired: boolean;
}

/** The table's statements. Each is one round trip and one transaction of its own. */
export const createRecords = (pool: Queryable, schema: string) => {
  const statement = (name: string, sql: string) => {
    const text = inSchema(sql, schema);
    return (...values: unknown[]) => pool.query({ name: `idempotency_${name}`, text, values });
  };
  const changed = async (result: Promise<{ rowCount: number | null }>): Promise<boolean> =>
    ((await result).rowCount ?? 0) > 0;

  const run = {
    claimNew: statement('claim_new', claimNew),
    find: statement('find', find),
    takeOver: statement('take_over', takeOver),
    complete: statement('complete', complete),
    release: statement('release', release),
    remove: statement('remove', remove),
    removeExpired: statement('remove_expired', removeExpired),
    sweep: statement('sweep', sweep),
  };
  return {
    claimNew: (record: NewRecord): Promise<boolean> =>
      changed(
        run.claimNew(
          record.recordId,
          record.accountId,
          record.keyVersion,
          record.fingerprint,
          record.commandId,
          record.resourceId,
          record.leaseMs,
          record.rememberMs,
        ),
      ),
    // The columns are those of find.sql.
    find: async (recordId: Buffer): Promise<StoredRecord | undefined> =>
      (await run.find(recordId)).rows[0] as StoredRecord | undefined,
    takeOver: (recordId: Buffer, attempt: number, leaseMs: number) => changed(run.takeOver(recordId, attempt, leaseMs)),
    complete: (recordId: Buffer, attempt: number, answer: Buffer) => changed(run.complete(recordId, attempt, answer)),
    release: (recordId: Buffer, attempt: number) => changed(run.release(recordId, attempt)),
    remove: (recordId: Buffer, attempt: number) => changed(run.remove(recordId, attempt)),
    removeExpired: (recordId: Buffer) => changed(run.removeExpired(recordId)),
    sweep: async (limit: number): Promise<number> => (await run.sweep(limit)).rowCount ?? 0,
  };
};

export type Records = ReturnType<typeof createRecords>;
