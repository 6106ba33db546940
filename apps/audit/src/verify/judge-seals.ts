import { type Seal, verifyConsistency } from '@latchkey/seals';
import { notDone } from '../cli/audit-error';
import type { SealRecord } from '../sources/seal-record';
import type { Finding } from './finding';
import type { SealingKeys } from './sealing-keys';

/** What of a seal is kept: there may be many. */
export type GoodSeal = Pick<Seal, 'log' | 'log_id' | 'size' | 'root' | 'time'>;

export interface JudgedSeals {
  readonly count: number;
  /** Signed by a key that is taken to be the sealer's; ascending by size. */
  readonly good: readonly GoodSeal[];
  /** The first of them. */
  readonly findings: readonly Finding[];
}

/** Each seal by itself, and each with the one before: nothing of the log is needed for it. */
export async function judgeSeals(records: AsyncIterable<SealRecord>, keys: SealingKeys): Promise<JudgedSeals> {
  const findings: Finding[] = [];
  const good: GoodSeal[] = [];
  let before: Seal | undefined;
  let count = 0;
  for await (const record of records) {
    count++;
    const found = record.ok ? faultsOf(record.seal, before, keys) : [unreadable(count, record.reason)];
    findings.push(...found.slice(0, TOLD - findings.length));
    if (!record.ok || !isSigned(record.seal, keys)) continue;
    const { log, log_id, size, root, time } = record.seal;
    good.push({ log, log_id, size, root, time });
    before = record.seal;
  }
  return { count, good, findings };
}

const TOLD = 20;

function faultsOf(seal: Seal, before: Seal | undefined, keys: SealingKeys): Finding[] {
  if (isSigned(seal, keys)) return afterTheOneBefore(before, seal);
  return [about(seal, `the seal of size ${seal.size} is not signed by the sealing key`)];
}

function isSigned(seal: Seal, keys: SealingKeys): boolean {
  const signed = keys.signed(seal);
  if (signed === undefined) throw keyMissing(seal);
  return signed;
}

const unreadable = (number: number, reason: string): Finding => about(null, `seal ${number} cannot be read: ${reason}`);

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
