import { parseArgs } from 'node:util';

export interface Options<Name extends string> {
  readonly numbers: Readonly<Record<Name, number>>;
  readonly jsonFile: string | undefined;
}

/** Of this process; anything that is wrong with them ends it with one sentence and exit code 1. */
export function optionsOrExit<Name extends string>(defaults: Readonly<Record<Name, number>>): Options<Name> {
  const options = readOptions(process.argv.slice(2), defaults);
  if (options !== null) return options;
  console.error(`The options are ${Object.keys(defaults).join(' N, ')} N and --json FILE, each N from 1 on.`);
  process.exit(1);
}

/** `--kills 50` and the like, and `--json FILE`. The names of `defaults` begin with their two dashes. Null: something else. */
export function readOptions<Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): Options<Name> | null {
  const known = [...Object.keys(defaults), '--json'].map((name) => [name.slice(2), { type: 'string' }] as const);
  const given = parse(args, Object.fromEntries(known));
  if (given === null) return null;
  const { json, ...rest } = given;
  const numbers = Object.fromEntries(Object.entries(rest).map(([name, text]) => [`--${name}`, Number(text)]));
  if (Object.values(numbers).some((number) => !Number.isInteger(number) || number < 1)) return null;
  return { numbers: { ...defaults, ...numbers }, jsonFile: json };
}

function parse(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' }>>,
): Readonly<Record<string, string | undefined>> | null {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    return null; // TypeError, in more words than are needed.
  }
}
