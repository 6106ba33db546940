/** Something that a process does all the time. */
export interface Work {
  /** Resolves after the abort. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** What keeps it from being done; undefined: it is, or another process does it. */
  error(): Error | undefined;
  /** After `run` has resolved. */
  close(): Promise<void>;
}
