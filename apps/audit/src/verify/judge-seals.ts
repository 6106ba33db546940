import { type Seal, verifyConsistency } from '@latchkey/seals';
import { notDone } from '../cli/audit-error';
import type { SealRecord } from '../sources/seal-record';
import type { Finding } from './finding';
import type { SealingKeys } from './sealing-keys';

export interface JudgedSeals {
  /** Signed by a key that is taken to be the sealer's; ascending by size. */
  readonly good: readonly Seal[];
  readonly findings: readonly Finding[];
}

/** Each seal by itself, and each with the one before: nothing of the log is needed for it. */
export function judgeSeals(records: readonly SealRecord[], keys: SealingKeys): JudgedSeals {
  const findings: Finding[] = [];
  const good: Seal[] = [];
  for (const [index, record] of records.entries()) {
    if (!record.ok) {
      findings.push(about(null, `seal ${index + 1} cannot be read: ${record.reason}`));
      continue;
    }
    const { seal } = record;
    const signed = keys.signed(seal);
    if (signed === undefined) throw keyMissing(seal);
    if (!signed) {
      findings.push(about(seal, `the seal of size ${seal.size} is not signed by the sealing key`));
      continue;
    }
    findings.push(...afterTheOneBefore(good.at(-1), seal));
    good.push(seal);
  }
  return { good, findings };
}

function afterTheOneBefore(before: Seal | undefined, seal: Seal): Finding[] {
  if (seal.previous_size === null) {
    return before ? [about(seal, `the seal of size ${seal.size} says that it is the first, and is not`)] : [];
  }
  if (before?.size !== seal.previous_size) {
    return [
      about(seal, `the seal of size ${seal.previous_size}, which the one of size ${seal.size} follows, is missing`),
    ];
  }
  const proof = seal.consistency.map((hash) => Buffer.from(hash, 'hex'));
  if (verifyConsistency({ from: headOf(before), to: headOf(seal), proof })) return [];
  return [
    about(seal, `the seal of size ${seal.size} does not prove that its tree begins with that of size ${before.size}`),
  ];
}

const headOf = ({ size, root }: Seal) => ({ size, root: Buffer.from(root, 'hex') });

const about = (seal: Seal | null, message: string): Finding => ({
  kind: 'seal-bad',
  from: seal && (seal.previous_size ?? 0) + 1,
  to: seal && Math.max(seal.size, 1),
  message,
});

const keyMissing = (seal: Seal) =>
  notDone(`the public key ${seal.key}, which the seals name, is not at hand: give its PEM file with --public-key`);
