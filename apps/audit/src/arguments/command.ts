import type { AuditIo } from '../cli/audit-io';
import type { Result } from '../output/result';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help; of `string` alone. */
  readonly value?: string;
  readonly help: string;
}

/** As given: of a `string` its text, of a `boolean` true. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Invocation {
  readonly values: Values;
  readonly operands: readonly string[];
  readonly io: AuditIo;
}

export interface Command {
  readonly name: string;
  /** Behind the name, in the help. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** How many operands there may be. */
  readonly operandCount: { readonly min: number; readonly max: number };
  run(invocation: Invocation): Promise<Result>;
}

/** The text of an option that takes one. */
export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
