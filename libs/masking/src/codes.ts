import type { Injected } from './injected';

/** Groups of digits, as short as a security code, that are masked where they stand alone. */
export interface Codes {
  /** How many digits a group may have. */
  readonly lengths: readonly number[];
  has(group: number): boolean;
  add(group: number): void;
}

/** One written as a number has lost its zeros, and how many these are is nobody's business either. */
export function createCodes(injected: readonly Injected[]): Codes {
  const groups = new Set<number>();
  const lengths = new Set<number>();
  for (const { value, asNumber } of injected) {
    groups.add(groupOf(value));
    lengths.add(value.length);
    if (!asNumber) continue;
    groups.add(groupOf(`${Number(value)}`));
    for (let length = 1; length < value.length; length++) lengths.add(length);
  }
  return { lengths: [...lengths], has: (group) => groups.has(group), add: (group) => void groups.add(group) };
}

/** With a 1 before it, so that leading zeros count. */
const groupOf = (digits: string): number => Number(`1${digits}`);
