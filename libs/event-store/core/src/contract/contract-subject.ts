import type { EventStore } from '../event-store.port';

/** What an adapter's spec hands to the contract: one empty log, reached as several processes would reach it. */
export interface ContractSubject {
  readonly store: EventStore;
  /** Another way to the same log that shares no queue or connection with the first. */
  another(): Promise<EventStore>;
  /** A store on an empty log of its own. */
  otherLog(): Promise<EventStore>;
  close(): Promise<void>;
}

export interface ContractOptions {
  /** Positions are 1, 2, 3, … without a hole, and end in the number. */
  readonly dense: boolean;
  /** Whether an id is known again in another stream than its own. */
  readonly idsKnownIn: 'log' | 'stream';
  /** Of each of 8 concurrent writers; default 2,000. Fewer where server and writers share one process. */
  readonly appendsPerWriter?: number;
}

export type MakeSubject = () => Promise<ContractSubject>;
