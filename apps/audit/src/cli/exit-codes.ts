/** What the process ends with; docs/audit-cli.md says so too. */
export const EXIT = {
  ok: 0,
  /** Something was found that is not as it should be, or the work could not be done. */
  found: 1,
  /** Wrong arguments, or one that means several keys. */
  usage: 2,
  /** The event store or the database cannot be reached. */
  away: 3,
  /** What was asked for is not in the log: a key, an account, an event, a time before it or in the future. */
  unknown: 4,
  /** The role may not read (or, to repair, write) what is needed. */
  forbidden: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
