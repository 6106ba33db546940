import type { Seal } from '@latchkey/seals';

/** A place beyond the database where seals go, so that an outsider has a copy that nobody can take back. */
export interface SealPublisher {
  readonly name: string;
  /** Whether `open` never answers `unknown`. */
  readonly tellsItself: boolean;
  /**
   * Asked before anything is published, and again after every failure. Answers the last seal that is there, or that there is
   * none; `unknown`: the place cannot tell, and what was remembered counts. Rejects with one sentence when it cannot be used.
   */
  open(): Promise<Seal | 'none' | 'unknown'>;
  /** Each text is one seal. Resolves when all of them are there for good; rejects when that is not known. */
  publish(seals: readonly PublishedSeal[]): Promise<void>;
  close(): Promise<void>;
}

export interface PublishedSeal {
  readonly seal: Seal;
  /** Canonical JSON. */
  readonly text: string;
}
