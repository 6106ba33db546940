/** Where text goes. Rejects with `OutputClosed` once nobody reads it any more. */
export interface TextOutput {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Of the terminal. */
  readonly columns: number;
}

/** All that the command line has of the world, apart from the stores. */
export interface AuditIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: TextOutput;
  readonly err: TextOutput;
  readonly now: () => Date;
}

/** Whoever read the output has enough of it (`| head`): no failure. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}
