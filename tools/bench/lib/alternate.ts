export interface Variant<Result> {
  readonly name: string;
  run(): Promise<Result>;
}

export interface VariantResults<Result> {
  readonly name: string;
  /** One for each round, in order. */
  readonly rounds: readonly Result[];
}

/**
 * Runs all variants once in each round, every second round in the opposite order, so that neither drift nor the variant
 * before it favours one of them. `warmUpRounds` (default 1) come first and are not counted.
 */
export async function alternate<Result>(
  variants: readonly Variant<Result>[],
  rounds: number,
  { warmUpRounds = 1, onRound }: { warmUpRounds?: number; onRound?: (round: number, of: number) => void } = {},
): Promise<readonly VariantResults<Result>[]> {
  const results = new Map<Variant<Result>, Result[]>(variants.map((variant) => [variant, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    const order = round % 2 === 0 ? variants : [...variants].reverse();
    for (const variant of order) {
      const result = await variant.run();
      if (round >= 0) results.get(variant)?.push(result);
    }
    if (round >= 0) onRound?.(round + 1, rounds);
  }
  return [...results].map(([{ name }, values]) => ({ name, rounds: values }));
}
