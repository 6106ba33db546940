import { openExportSource } from '../sources/export-source';
import { firstBad } from '../verify/finding';
import type { KnownHead } from '../verify/known-head';
import { createSealingKeys } from '../verify/sealing-keys';
import { verifyLog } from '../verify/verify-log';
import { FINGERPRINT } from '../testing/memory-log';

type Script = (
  path: string,
  fingerprints: readonly string[],
  heads: readonly object[],
) => Promise<{ readonly fault?: string; readonly events?: number; readonly proved?: number }>;

const SCRIPT = `${import.meta.dirname}/../../../../tools/verify-export/verify-export.mjs`;
// What is handed to auditors as it is, and has no types.
export const { verifyExport } = (await import(SCRIPT)) as { verifyExport: Script };

export interface Verdict {
  readonly first: { readonly from: number; readonly to: number } | null;
  /** All that was said, for a failing test. */
  readonly said: readonly string[];
  readonly provedThrough: number;
}

/** By the command's own function. */
export async function ourVerdict(path: string, knownHeads: readonly KnownHead[] = []): Promise<Verdict> {
  try {
    const { findings, agreedThrough } = await verifyLog({
      source: openExportSource(path),
      knownHeads,
      keys: (pems) => createSealingKeys(pems, [FINGERPRINT]),
      now: new Date(),
    });
    return {
      first: firstBad(findings),
      said: findings.map(({ message }) => message),
      provedThrough: agreedThrough,
    };
  } catch (error) {
    // What is so damaged that there is nothing to compare is refused in one sentence.
    return { first: null, said: [String(error)], provedThrough: 0 };
  }
}

/** By the script that shares nothing with it. */
export async function scriptsVerdict(path: string, knownHeads: readonly KnownHead[] = []): Promise<Verdict> {
  const { fault, proved = 0 } = await verifyExport(path, [FINGERPRINT], knownHeads);
  const [, one, from, to] = /^event (?:(\d+) (?:\(|is)|(\d+) or one of the next, up to (\d+),)/.exec(fault ?? '') ?? [];
  const first = one === undefined ? { from: Number(from), to: Number(to) } : { from: Number(one), to: Number(one) };
  const known = one !== undefined || from !== undefined;
  return { first: known ? first : null, said: fault === undefined ? [] : [fault], provedThrough: proved };
}
