import { pause, unlessAborted } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { inSchema } from '../in-schema';
import { NotAsSealed } from '../not-as-sealed';
import { numberOf, sealsAfter } from '../seal.store';
import loadText from '../sql/load-publication.sql';
import saveText from '../sql/save-publication.sql';
import type { SealPublisher } from './publisher.port';

export interface PublishingStatus {
  /** Everything up to this seal is there; undefined: it has not been found out yet, in this term. */
  readonly number: number | undefined;
  readonly error: Error | undefined;
}

export interface Publishing {
  readonly name: string;
  /** Whether the place may know of seals that the database has lost: nothing is signed before it was asked, in each term. */
  readonly mayContradict: boolean;
  status(): PublishingStatus;
  /** Until the signal aborts, across every outage of the place. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

interface PublishingOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly publisher: SealPublisher;
  readonly log: { warn(details: object, message: string): void };
  /** How often it is looked whether there is something new; default 250 ms. */
  readonly pollMs?: number;
}

const PAGE = 100;
const BACKOFF_MS = { min: 200, max: 5_000 };

/** Brings every stored seal to one place, at least once, in the order of their numbers. */
export const createPublishing = ({ pool, schema, publisher, log, pollMs = 250 }: PublishingOptions): Publishing => {
  let status: PublishingStatus = { number: undefined, error: undefined };
  const statement = (name: string, text: string, values: readonly unknown[]) =>
    pool.query<{ number: string }>({
      name: `${schema}_${name}`,
      text: inSchema(text, schema),
      values: [publisher.name, ...values],
    });

  const remembered = async (): Promise<number> => {
    const { rows } = await statement('load_publication', loadText, []);
    return parseBigint(rows[0]?.number ?? 0);
  };
  const whereItIs = async (): Promise<number> => {
    const last = await publisher.open();
    if (last === 'unknown') return remembered();
    if (last === 'none') return 0;
    const number = await numberOf(pool, schema, last);
    if (number !== undefined) return number;
    throw new NotAsSealed(
      `the ${publisher.name} of seals ends with one of the log ${last.log} at ${last.size} that the database does not have: it was restored from an earlier state, or these are another installation's`,
    );
  };

  /** Until it fails, or the signal aborts. */
  const publish = async (signal: AbortSignal, onSuccess: () => void): Promise<void> => {
    const number = await unlessAborted(whereItIs(), signal);
    if (number === undefined) return;
    status = { number, error: undefined };
    onSuccess();
    while (!signal.aborted) {
      const seals = await sealsAfter(pool, schema, status.number ?? 0, PAGE);
      const last = seals.at(-1);
      if (last !== undefined) {
        // What is under way when a term ends may arrive once more.
        await unlessAborted(publisher.publish(seals), signal);
        if (signal.aborted) return;
        await statement('save_publication', saveText, [last.number]);
        status = { number: last.number, error: undefined };
        onSuccess();
      }
      if (seals.length < PAGE) await pause(pollMs, signal);
    }
  };

  return {
    name: publisher.name,
    mayContradict: publisher.tellsItself,
    status: () => status,
    async run(signal) {
      status = { number: undefined, error: undefined };
      for (let failures = 0; !signal.aborted; failures++) {
        try {
          await publish(signal, () => (failures = 0));
        } catch (caught) {
          const error = caught instanceof Error ? caught : new Error(String(caught));
          if (String(error) !== String(status.error)) {
            log.warn({ err: error }, `seals cannot be published (${publisher.name}); trying again`);
          }
          status = { ...status, error };
          await pause(Math.min(BACKOFF_MS.max, BACKOFF_MS.min * 2 ** failures), signal);
        }
      }
    },
    close: () => publisher.close(),
  };
};
