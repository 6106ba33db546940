/** When keys were used last: key id (a lower-case UUID) to whole seconds since 1970. */
export type KeyUses = ReadonlyMap<string, number>;

/** A place in the list of changes. */
export interface Place {
  /** Of which list: another one is read from its beginning. */
  readonly epoch: string;
  readonly revision: number;
  readonly keyId: string;
}

export interface ChangedUse {
  readonly keyId: string;
  readonly usedAt: Date;
}

export interface ChangesPage {
  readonly changes: readonly ChangedUse[];
  /** Where to go on. Whoever reads on from here to the end, again and again, misses no change. */
  readonly next: Place;
  readonly hasMore: boolean;
}

/** Shared by all replicas. */
export interface LastUsedStore {
  /** Only forward: an earlier time than the one that is there changes nothing. Harmless to repeat. */
  write(uses: KeyUses): Promise<void>;
  /** Changed keys in the order of their latest change. A place that is not in this list counts as its beginning. */
  changesAfter(place: Place | undefined, limit: number): Promise<ChangesPage>;
}
