export interface KeyUse {
  readonly keyId: string;
  /** ISO 8601. */
  readonly usedAt: string;
}

export interface UsesPage {
  readonly uses: readonly KeyUse[];
  /** Where to go on. Whoever does so misses nothing, and may meet a key again. */
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** auth, which gives the verdicts. */
export interface UsesSource {
  /** What has changed since; undefined: everything. Rejects when auth does not answer, or not that. */
  after(cursor: string | undefined, signal: AbortSignal): Promise<UsesPage>;
}

/** For what is shown of a single key. */
export interface LastUsed {
  /** ISO 8601; null for a key that was not used, or is not in the read model yet. */
  of(keyId: string): Promise<string | null>;
}
