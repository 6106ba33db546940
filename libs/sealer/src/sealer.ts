import { pause } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import type { SealedLog, SealingKey } from '@latchkey/seals';
import type { LeafSource } from './leaf-source';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import { sealHead } from './seal-head';
import type { SealerTerm } from './sealer-term';
import type { SealingSettings } from './sealing.settings';
import { treeSizes } from './tree.store';

export interface SealerStatus {
  readonly log: SealedLog;
  /** Leaves; undefined until this process has looked. */
  readonly size: number | undefined;
  readonly sealedSize: number | undefined;
  /** `performance.now()` of the last seal that this process made in its term. */
  readonly sealedAt: number | undefined;
  /** When leaves were first seen that are under no seal; undefined: there are none. */
  readonly unsealedSince: number | undefined;
  readonly error: Error | undefined;
}

export interface Sealer {
  status(): SealerStatus;
  /** Has the source fill its tree and seals it when it is time, until the term is over. Never rejects. */
  run(term: SealerTerm): Promise<void>;
}

interface SealerOptions {
  readonly pool: Pool;
  readonly settings: SealingSettings;
  readonly source: LeafSource;
  /** Whether all were asked who may know of seals that we have lost. */
  readonly mayBegin: () => boolean;
  readonly now: () => Date;
  readonly log: { error(details: object, message: string): void };
}

/** However many leaves come: every seal costs a signature, a proof and a record. */
const MIN_GAP_MS = 1_000;
const POLL_MS = 250;
const RETRY_MS = 5_000;

/** One log: its source, and the seals over it. */
export const createSealer = ({ pool, settings, source, mayBegin, now, log }: SealerOptions): Sealer => {
  const begun = { size: undefined, sealedSize: undefined, sealedAt: undefined, unsealedSince: undefined };
  let status: SealerStatus = { ...begun, log: source.log, error: undefined };

  const look = async (place: LogPlace): Promise<boolean> => {
    const { size, sealedSize } = await treeSizes(pool, place);
    const unsealedSince = size === sealedSize ? undefined : (status.unsealedSince ?? performance.now());
    status = { ...status, size, sealedSize, unsealedSince };
    const sinceMs = performance.now() - (status.sealedAt ?? -Infinity);
    const due = sinceMs >= settings.intervalMs || (size - sealedSize >= settings.everyLeaves && sinceMs >= MIN_GAP_MS);
    return size !== sealedSize && due;
  };
  const seal = async (term: SealerTerm, place: LogPlace, key: SealingKey): Promise<void> => {
    const made = await term.transaction((client) => sealHead(client, place, { key, now: now() }));
    const sealedSize = made?.seal.size ?? status.sealedSize;
    status = { ...status, sealedSize, sealedAt: performance.now(), unsealedSince: undefined };
  };
  const sealForever = async (term: SealerTerm): Promise<void> => {
    while (!term.signal.aborted) {
      const place = source.place();
      try {
        const due = place !== undefined && (await look(place)) && mayBegin();
        if (due && settings.key && !(source.error() instanceof NotAsSealed)) await seal(term, place, settings.key);
        status = { ...status, error: undefined };
        await pause(Math.min(POLL_MS, settings.intervalMs), term.signal);
      } catch (caught) {
        if (term.signal.aborted) return;
        const error = caught instanceof Error ? caught : new Error(String(caught));
        if (String(error) !== String(status.error)) log.error({ err: error }, messageOf(error));
        status = { ...status, error };
        await pause(RETRY_MS, term.signal);
      }
    }
  };

  return {
    status: () => ({ ...status, error: source.error() ?? status.error }),
    async run(term) {
      status = { ...status, ...begun, error: undefined };
      await Promise.all([source.run(term), sealForever(term)]);
    },
  };
};

const messageOf = (error: Error): string =>
  error instanceof NotAsSealed
    ? 'NOTHING IS SEALED ANY MORE: what is stored is not what was sealed'
    : 'a log cannot be sealed; trying again';
