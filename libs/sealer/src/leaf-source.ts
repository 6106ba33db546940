import type { LogPlace } from './log-place';
import type { SealerTerm } from './sealer-term';
import type { SealedLog } from '@latchkey/seals';

/** What fills the tree of one log. */
export interface LeafSource {
  readonly log: SealedLog;
  /** The tree that it fills now; undefined until that is known. */
  place(): LogPlace | undefined;
  /** Why nothing is added; undefined: it is. */
  error(): Error | undefined;
  /** Adds leaves in transactions of the term, until it is over. Never rejects. */
  run(term: SealerTerm): Promise<void>;
}
