import type { UnreadRecord } from '@latchkey/key-events';

/** A record where it was found. */
export interface ConsumedRecord extends UnreadRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}
