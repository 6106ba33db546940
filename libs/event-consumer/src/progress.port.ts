/** What is counted for itself: a key's events, or an account's. */
export interface Subject {
  readonly topic: string;
  /** The record key. */
  readonly key: string;
}

export interface SubjectProgress {
  /** Of the last event that is done with. */
  readonly version: number;
  /** One of its events is a dead letter: those that follow go the same way. */
  readonly diverted: boolean;
}

/** Where a consumer keeps how far it has come with each subject: beside what its handlers write. */
export interface ProgressStore<Transaction> {
  /** What `work` writes is stored when it resolves, all of it, and none of it when it rejects. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Null before the subject's first event. Nobody else reads the same subject until the transaction ends: while a
   * partition moves, two consumers may be at the same record.
   */
  read(transaction: Transaction, subject: Subject): Promise<SubjectProgress | null>;
  write(transaction: Transaction, subject: Subject, progress: SubjectProgress): Promise<void>;
}
