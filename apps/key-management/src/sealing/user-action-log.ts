import { pause } from '@latchkey/event-store';
import { parseBigint } from '@latchkey/postgres';
import { createRowLog, type LeafSource, type SealedRow, type SealerTerm } from '@latchkey/sealer';
import { SCHEMA } from '../migrations/schema';
import readText from './sql/read-user-actions.sql';
import removeText from './sql/remove-old-user-actions.sql';

export interface UserActionLogOptions {
  /** What is older is removed, once it is sealed; undefined: everything stays. */
  readonly retentionDays: number | undefined;
  readonly logger: { info(details: object, message: string): void; warn(details: object, message: string): void };
  /** How often it is looked for what is old; default an hour. */
  readonly removeEveryMs?: number;
}

const PAGE = 1_000;

/** What was done about users, as a log to be sealed. */
export const createUserActionLog = (options: UserActionLogOptions): LeafSource => {
  const rows = createRowLog({
    schema: SCHEMA,
    log: 'user-actions',
    async read(client, ordinal, limit) {
      const statement = { name: 'read_user_actions', text: readText, values: [ordinal, limit] };
      return (await client.query<{ line: SealedRow }>(statement)).rows.map(({ line }) => line);
    },
    logger: options.logger,
  });
  return { ...rows, run: async (term) => void (await Promise.all([rows.run(term), removeOld(term, options)])) };
};

const removeOld = async (
  term: SealerTerm,
  { retentionDays, logger, removeEveryMs = 3_600_000 }: UserActionLogOptions,
): Promise<void> => {
  if (retentionDays === undefined) return;
  const statement = { name: 'remove_old_user_actions', text: removeText, values: [retentionDays, PAGE] };
  while (!term.signal.aborted) {
    try {
      const { rows } = await term.transaction((client) => client.query<{ removed: string }>(statement));
      const removed = parseBigint(rows[0]?.removed ?? 0);
      if (removed > 0) logger.info({ removed }, 'what was done about users was removed after its time');
      if (removed === PAGE) continue;
    } catch (error) {
      if (!term.signal.aborted) logger.warn({ err: error }, 'old rows about users cannot be removed; trying again');
    }
    await pause(removeEveryMs, term.signal);
  }
};
