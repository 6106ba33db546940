import { createPool, parseBigint } from '@latchkey/postgres';
import type { ChangedUse, LastUsedStore, Place } from './last-used.port';
import changesAfter from './sql/changes-after.sql';
import loadHead from './sql/load-head.sql';
import writeUses from './sql/write-uses.sql';

export interface PostgresLastUsedOptions {
  readonly databaseUrl: string;
  readonly onIdleError: (error: Error) => void;
}

interface HeadRow {
  readonly epoch: string;
  readonly revision: string;
}
type ChangeRow = ChangedUse & { readonly revision: string };

/** Before any key. */
const NO_KEY = '00000000-0000-0000-0000-000000000000';
const DEADLINE_MS = 2_000;

/** The schema `auth`. Connections of its own: whatever becomes of them, no verdict waits. */
export function createPostgresLastUsed(options: PostgresLastUsedOptions): LastUsedStore & { close(): Promise<void> } {
  const pool = createPool({
    connectionString: options.databaseUrl,
    applicationName: 'latchkey-auth-last-used',
    max: 3,
    connectTimeoutMs: DEADLINE_MS,
    statementTimeoutMs: DEADLINE_MS,
    lockTimeoutMs: DEADLINE_MS,
    onIdleError: options.onIdleError,
  });

  async function begin(place: Place | undefined): Promise<Place> {
    const { rows } = await pool.query<HeadRow>({ name: 'last_used_load_head', text: loadHead });
    const [head] = rows;
    if (head === undefined) throw new Error('the table auth.last_used_head is empty');
    const isOurs = place?.epoch === head.epoch && place.revision <= parseBigint(head.revision);
    return isOurs ? place : { epoch: head.epoch, revision: 0, keyId: NO_KEY };
  }

  return {
    async write(uses) {
      const values = [[...uses.keys()], [...uses.values()]];
      await pool.query({ name: 'last_used_write', text: writeUses, values });
    },
    async changesAfter(place, limit) {
      const from = await begin(place);
      const values = [from.revision, from.keyId, limit + 1];
      const { rows } = await pool.query<ChangeRow>({ name: 'last_used_changes_after', text: changesAfter, values });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        changes: shown.map(({ keyId, usedAt }) => ({ keyId, usedAt })),
        next: last ? { epoch: from.epoch, revision: parseBigint(last.revision), keyId: last.keyId } : from,
        hasMore: rows.length > limit,
      };
    },
    close: () => pool.end(),
  };
}
