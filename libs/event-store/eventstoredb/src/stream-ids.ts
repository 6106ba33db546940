import type { EsdbConnection, EsdbRecord } from './esdb-connection';
import type { ReadStreamPages } from './stream-reader';

export interface StreamIds {
  /** How many events of the stream are known: versions 0 to `length - 1`. */
  readonly length: number;
  /** The version of an event that is known. */
  versionOf(id: string): number | undefined;
}

interface Entry {
  length: number;
  readonly versions: Map<string, number>;
}

const AT_ONCE = 100;

/**
 * Which ids a stream holds. The server takes an id twice, unless it comes with the very revision that it came with before;
 * whoever decides anew names another. Ids of streams that were looked at last are kept, `maxIds` in all.
 */
export function createStreamIds(
  connection: Pick<EsdbConnection, 'readStream'>,
  readPages: ReadStreamPages,
  maxIds: number,
) {
  const entries = new Map<string, Entry>();
  let total = 0;

  const forgetOldest = (keep: string) => {
    for (const [stream, { length }] of entries) {
      if (total <= maxIds) return;
      if (stream === keep) continue;
      entries.delete(stream);
      total -= length;
    }
  };

  const take = (stream: string, entry: Entry, records: readonly EsdbRecord[]) => {
    for (const { id, version } of records) {
      // Somebody else may have read the same page meanwhile.
      if (version !== entry.length) continue;
      entry.versions.set(id, version);
      entry.length++;
      if (entries.get(stream) === entry) total++;
    }
    forgetOldest(stream);
  };

  const entryOf = (stream: string): Entry => {
    const entry = entries.get(stream) ?? { length: 0, versions: new Map<string, number>() };
    entries.delete(stream);
    entries.set(stream, entry);
    return entry;
  };

  return {
    /** Reads what is missing to know all through version `through`, or to the end as it is now. Rejects with `EsdbFailure`. */
    async know(stream: string, through: number | 'end', deadlineMs: number): Promise<StreamIds> {
      const entry = entryOf(stream);
      const missing = through === 'end' ? 0 : through + 1 - entry.length;
      // Mostly a few events that others have written. What is short of them is asked for again, with care.
      if (missing > 0 && missing <= AT_ONCE) {
        take(stream, entry, (await connection.readStream(stream, entry.length, missing, deadlineMs * 0.4)) ?? []);
      }
      if (through === 'end' || entry.length <= through) {
        for await (const records of readPages(stream, entry.length, deadlineMs)) {
          take(stream, entry, records);
          if (through !== 'end' && entry.length > through) break;
        }
      }
      return { length: entry.length, versionOf: (id) => entry.versions.get(id) };
    },
    /** What was read elsewhere; of use only where it goes on from what is known. */
    learn(stream: string, records: readonly EsdbRecord[]): void {
      take(stream, entryOf(stream), records);
    },
    /** The log is another one. */
    forgetAll(): void {
      entries.clear();
      total = 0;
    },
  };
}
