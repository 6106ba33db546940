import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Where the data goes, besides the table on standard output. */
  readonly jsonFile?: string;
  readonly rounds?: number;
  /** A part of the benchmark, where it has several. */
  readonly only?: string;
}

/** `--json FILE`, `--rounds N`, `--only PART`. Throws TypeError or RangeError with a sentence for anything else. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { json: text, rounds: text, only: text } });
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    throw new RangeError('--rounds takes a whole number from 1 on');
  return {
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
    ...(rounds === undefined ? {} : { rounds }),
    ...(values.only === undefined ? {} : { only: values.only }),
  };
}
