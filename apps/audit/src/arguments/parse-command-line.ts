import { parseArgs } from 'node:util';
import { wrongUsage } from '../cli/audit-error';
import type { OutputFormat } from '../output/print-result';
import type { Command, OptionSpec, Values } from './command';

export interface CommandLine {
  readonly command: Command;
  readonly values: Values;
  readonly operands: readonly string[];
  readonly format: OutputFormat;
}

export type Parsed = CommandLine | { readonly help: Command | undefined };

/** What every command takes besides its own options. */
export const COMMON_OPTIONS = {
  store: { type: 'string', value: 'url', help: 'the live event store, of either kind; default EVENT_STORE_URL' },
  export: { type: 'string', value: 'path', help: 'an export, instead of the live store' },
  json: { type: 'boolean', help: 'one JSON document, for programs' },
  csv: { type: 'boolean', help: 'the table as CSV' },
  help: { type: 'boolean', help: 'this text' },
} as const satisfies Record<string, OptionSpec>;

/** Throws `AuditError` (exit code 2) with one sentence that repeats no value. */
export function parseCommandLine(args: readonly string[], commands: readonly Command[]): Parsed {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') return { help: findCommand(rest[0], commands) };
  const command = findCommand(name, commands);
  if (!command) throw wrongUsage(`there is no such command; there are ${commands.map((each) => each.name).join(', ')}`);
  const { values, operands } = parseOptions(command, rest);
  if (values['help'] === true) return { help: command };
  const { min, max } = command.operandCount;
  if (operands.length < min || operands.length > max) {
    throw wrongUsage(`${command.name} takes ${max === 0 ? 'options only' : command.operands}; see audit help ${name}`);
  }
  return { command, values, operands, format: formatOf(values) };
}

const findCommand = (name: string | undefined, commands: readonly Command[]): Command | undefined =>
  commands.find((command) => command.name === name);

function parseOptions(command: Command, args: readonly string[]): { values: Values; operands: readonly string[] } {
  const specs: Record<string, OptionSpec> = { ...COMMON_OPTIONS, ...command.options };
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type }]) => [name, { type, multiple: true }] as const),
  );
  const { values, positionals } = parsed(command, args, options);
  const single: Record<string, string | boolean | undefined> = {};
  for (const [name, given] of Object.entries(values)) {
    if (given && given.length > 1) throw wrongUsage(`--${name} is given more than once`);
    single[name] = given?.[0];
  }
  return { values: single, operands: positionals };
}

function parsed(
  command: Command,
  args: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; multiple: true }>,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const { code } = error as { code?: string };
    // The message of this one quotes an argument as it was typed.
    const isUnknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const reason = isUnknown
      ? 'there is no such option'
      : 'an option lacks its value, or has one that it does not take';
    throw wrongUsage(`${command.name}: ${reason}; see audit help ${command.name}`);
  }
}

function formatOf(values: Values): OutputFormat {
  if (values['json'] === true && values['csv'] === true) throw wrongUsage('--json and --csv: one of the two');
  if (values['json'] === true) return 'json';
  return values['csv'] === true ? 'csv' : 'table';
}
