import type { Position } from '@latchkey/event-store';
import type { SealedLog } from '@latchkey/seals';
import type { EventStoreKind } from '@latchkey/event-store-open';
import type { SealRecord } from './seal-record';

/** A leaf's input, and which number the log gives it: where nothing was taken away it counts from 1. */
export interface Entry {
  readonly ordinal: number;
  readonly line: Uint8Array;
  /** In a live store. */
  readonly position?: Position;
}

export interface Batch {
  /** In the order of the log; empty at the end of an empty one only. */
  readonly entries: readonly Entry[];
  /** Leaf hashes of entries that have gone after their time, as all before them have, 32 bytes each. Then there is nothing else. */
  readonly gone?: Uint8Array | undefined;
  /** The leaf hashes that are kept beside the log for the same place, 32 bytes each; undefined where there are none. */
  readonly stated?: Uint8Array | undefined;
  /** Where the first entry stands, in the words of whoever reads an export: its file and line. */
  readonly place?: { readonly file: string; readonly line: number } | undefined;
}

export interface LogIdentity {
  readonly log: SealedLog;
  readonly logId: string;
  readonly store: EventStoreKind;
  /** How many entries there are, if that is known before they are read. */
  readonly total: number | undefined;
}

/** Where to go on in a live store: behind this one. */
export interface After {
  readonly ordinal: number;
  readonly position: Position;
}

export interface ReadOptions {
  /** Of a live store: from behind this one on. */
  readonly after?: After | undefined;
  /** Of a live store: with the leaf hashes that are kept. An export always has them. */
  readonly stated?: boolean;
}

/** A log from its beginning to where it ended when it was opened, of whichever kind. */
export interface LogSource {
  readonly kind: 'live' | 'export';
  identity(): Promise<LogIdentity>;
  /** `onFault` is told what is wrong with the place itself; what it throws ends the reading. */
  batches(onFault: (fault: Fault) => void, options?: ReadOptions): AsyncGenerator<Batch>;
  /** Hex; what an export's last line says its root is, known after its batches. Undefined: nothing says so. */
  statedRoot?(): string | undefined;
  /** Seals of this very log, and the keys to check them with. */
  seals(): Promise<SealSet>;
  close(): Promise<void>;
}

export interface SealSet {
  /** Some at a time: a log may have a hundred thousand. Ascending by size. */
  readonly seals: () => AsyncIterable<SealRecord>;
  /** PEM, of any key that has sealed. */
  readonly publicKeys: readonly string[];
  /** Why there are no seals to look at; undefined where they were looked for. */
  readonly absent?: string | undefined;
}

/** Something that is not as it should be, in one sentence without its end. */
export interface Fault {
  readonly kind: 'truncated' | 'edited' | 'malformed';
  readonly message: string;
  /** The first that is touched, if that is known. */
  readonly ordinal?: number | undefined;
}
