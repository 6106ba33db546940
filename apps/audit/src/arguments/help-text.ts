import type { Command, OptionSpec } from './command';
import { COMMON_OPTIONS } from './parse-command-line';

export const helpText = (command: Command | undefined, commands: readonly Command[]): string =>
  command ? helpOf(command) : overview(commands);

const overview = (commands: readonly Command[]): string => `audit <command> [options]

Answers from the event log itself, live or from an export: who made this key, what could it do then, has anyone touched
the log.

${listed(commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary]))}

audit help <command> says more. Settings: EVENT_STORE_URL (or --store), DATABASE_URL (seals, read models and access
records; a role that cannot write will do), NO_COLOR. Times: ISO 8601 with a zone, or a date, its UTC midnight.

Exit codes: 0 as it should be; 1 found wrong, or not done; 2 wrong arguments, or several keys fit; 3 store or database
away; 4 not in the log; 5 no permission.
`;

const helpOf = ({
  name,
  operands,
  summary,
  options,
}: Command): string => `audit ${`${name} ${operands}`.trim()} [options]

${summary}

${listed(Object.entries({ ...options, ...COMMON_OPTIONS } as Record<string, OptionSpec>).map(optionLine))}
`;

const optionLine = ([name, { value, help }]: [string, OptionSpec]): readonly [string, string] => [
  `--${name}${value === undefined ? '' : ` <${value}>`}`,
  help,
];

function listed(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
