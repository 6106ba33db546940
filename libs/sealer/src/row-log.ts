import { type JsonObject, pause } from '@latchkey/event-store';
import { rowLine, type SealedLog } from '@latchkey/seals';
import { appendLeaves } from './append-leaves';
import { inSchema } from './in-schema';
import type { LeafSource } from './leaf-source';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import type { Queryable } from './queryable';
import type { SealerTerm } from './sealer-term';
import beginText from './sql/begin-row-log.sql';
import { treeSizes } from './tree.store';

/** A row as it is sealed and exported: its canonical JSON is the leaf's line. */
export type SealedRow = JsonObject & { readonly ordinal: number };

export interface RowLogOptions {
  readonly schema: string;
  readonly log: SealedLog;
  /**
   * The first `limit` rows after `ordinal`, in order. Ordinals are dense, and a row becomes visible only after all before it;
   * rows that were sealed may go.
   */
  read(client: Queryable, ordinal: number, limit: number): Promise<readonly SealedRow[]>;
  readonly logger: { warn(details: object, message: string): void };
  /** How often it is looked whether there are new rows; default 1 s. */
  readonly pollMs?: number;
  /** How many rows are hashed at once; default 1,000. */
  readonly pageSize?: number;
}

const BACKOFF_MS = { min: 200, max: 5_000 };

/** A table whose rows are never changed, as a log to be sealed. */
export const createRowLog = (options: RowLogOptions): LeafSource => {
  const { schema, log, read, logger, pollMs = 1_000, pageSize = 1_000 } = options;
  let place: LogPlace | undefined;
  let error: Error | undefined;

  const begin = async (term: SealerTerm): Promise<LogPlace> => {
    const statement = { name: `${schema}_begin_row_log`, text: inSchema(beginText, schema), values: [log] };
    const { rows } = await term.transaction((client) => client.query<{ log_id: string }>(statement));
    return { schema, log, logId: rows[0]?.log_id ?? '' };
  };
  /** Whether there may be more. */
  const advance = (term: SealerTerm, to: LogPlace): Promise<boolean> =>
    term.transaction(async (client) => {
      const { size } = await treeSizes(client, to);
      const rows = await read(client, size, pageSize);
      const hole = rows.findIndex(({ ordinal }, at) => ordinal !== size + 1 + at);
      if (hole !== -1) throw new NotAsSealed(`the log ${log} has no ordinal ${size + 1 + hole}`);
      if (rows.length > 0) await appendLeaves(client, to, size + 1, rows.map(rowLine));
      return rows.length === pageSize;
    });

  return {
    log,
    place: () => place,
    error: () => error,
    async run(term) {
      // Its id may have been renewed since the last term.
      place = undefined;
      for (let failures = 0; !term.signal.aborted; failures++) {
        try {
          place ??= await begin(term);
          const more = await advance(term, place);
          error = undefined;
          failures = -1;
          if (!more) await pause(pollMs, term.signal);
        } catch (caught) {
          if (term.signal.aborted) return;
          const now = caught instanceof Error ? caught : new Error(String(caught));
          if (String(now) !== String(error)) logger.warn({ err: now }, `the log ${log} cannot be hashed; trying again`);
          error = now;
          await pause(Math.min(BACKOFF_MS.max, BACKOFF_MS.min * 2 ** failures), term.signal);
        }
      }
    },
  };
};
