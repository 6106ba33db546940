import type { SealedLog } from '@latchkey/seals';

/** Which tree, and in which schema it is kept. */
export interface LogPlace {
  readonly schema: string;
  readonly log: SealedLog;
  /** Tells a log from one that took its place: of the log's own positions, or made when it was first sealed. */
  readonly logId: string;
}
