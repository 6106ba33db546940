import type { ExitCode } from '../cli/exit-codes';

export type Cell = string | number | null;
export type Tone = 'good' | 'bad' | 'plain';

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Sentence {
  readonly text: string;
  readonly tone: Tone;
}

/** What a command has to say, in every form at once. */
export interface Result {
  /** The document of `--json`. */
  readonly json: object;
  /** The first is what `--csv` prints. */
  readonly tables: readonly Table[];
  /** For people; of `--csv` they go to standard error. */
  readonly sentences: readonly Sentence[];
  readonly exitCode: ExitCode;
}

export const plain = (text: string): Sentence => ({ text, tone: 'plain' });
export const good = (text: string): Sentence => ({ text, tone: 'good' });
export const bad = (text: string): Sentence => ({ text, tone: 'bad' });
