import type { PublishedRecord } from '@latchkey/key-events';

/** Where records go. */
export interface Publisher {
  /** Rejects with one sentence unless we are let in and the topics are there. */
  check(topics: readonly string[]): Promise<void>;
  /** Resolves when every record is acknowledged. Rejects when that is not known: then all of them are sent again. */
  send(records: readonly PublishedRecord[]): Promise<void>;
  close(): Promise<void>;
}
