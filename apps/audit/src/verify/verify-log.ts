import { StoreUnavailable } from '@latchkey/event-store';
import { BadLine, HASH_BYTES, leafHash, parsePublicLine } from '@latchkey/seals';
import type { Batch, Entry, LogIdentity, LogSource } from '../sources/log-source';
import { type Finding, findingAt } from './finding';
import { judgeHeads } from './judge-heads';
import { judgeSeals } from './judge-seals';
import { judgeGone } from './judge-gone';
import type { KnownHead } from './known-head';
import { ofAnotherLog } from './of-another-log';
import type { SealingKeys } from './sealing-keys';
import { ordinalOfRow } from './ordinal-of-row';
import { createTwinTrees, type TwinTrees } from './twin-trees';
import { createVersionCheck } from './version-check';

export interface VerifyRequest {
  readonly source: LogSource;
  readonly knownHeads: readonly KnownHead[];
  /** Made of what the source has of public keys. */
  readonly keys: (pems: readonly string[]) => SealingKeys;
  readonly now: Date;
  readonly onProgress?: (events: number) => void;
}

export interface Verification {
  readonly identity: LogIdentity;
  readonly events: number;
  /** Rows that have gone after their time; of them there are the leaf hashes alone. */
  readonly gone: number;
  /** Hex. */
  readonly root: string;
  /** Through here every event is as it was when it was sealed; 0: nothing is. */
  readonly sealedThrough: number;
  /** Likewise by a seal or a known head. */
  readonly agreedThrough: number;
  readonly seals: { readonly count: number; readonly good: number; readonly absent: string | undefined };
  readonly knownHeads: { readonly count: number; readonly matched: number };
  readonly keys: SealingKeys;
  readonly findings: readonly Finding[];
}

/** Reads a whole log and compares it with its seals, with the heads that are known, and with itself. */
export async function verifyLog({
  source,
  knownHeads,
  keys: keysOf,
  now,
  onProgress,
}: VerifyRequest): Promise<Verification> {
  // Before the end of the log is fixed, so that no seal is ahead of it but where something was cut off.
  const set = await source.seals();
  const keys = keysOf(set.publicKeys);
  const judged = await judgeSeals(set.seals(), keys);
  const identity = await source.identity();
  const trees = createTwinTrees([...judged.good, ...knownHeads].map(({ size }) => size));
  const { findings: contents, gone } = await readThrough(source, identity, trees, onProgress);
  const heads = judgeHeads({ seals: judged.good, knownHeads, keys, trees });
  const findings = [...judged.findings, ...ofAnotherLog(judged.good, identity), ...contents, ...heads.findings];
  findings.push(...judgeGone({ gone, log: identity.log, seals: judged.good, now }));
  if (findings.length === 0) findings.push(...otherRoot(source, trees));
  return {
    identity,
    events: trees.size,
    gone,
    root: trees.root(),
    sealedThrough: heads.sealedThrough,
    agreedThrough: heads.agreedThrough,
    seals: { count: judged.count, good: judged.good.length, absent: set.absent },
    knownHeads: { count: knownHeads.length, matched: heads.matched },
    keys,
    findings,
  };
}

function otherRoot(source: LogSource, trees: TwinTrees): Finding[] {
  const stated = source.statedRoot?.() ?? trees.root();
  if (stated === trees.root()) return [];
  const message = 'the manifest gives another root than the events have';
  return [{ kind: 'export-damaged', from: null, to: null, message }];
}

/** Fills the trees; answers what is wrong with single events and with the place they were read from. */
async function readThrough(
  source: LogSource,
  { log }: LogIdentity,
  trees: TwinTrees,
  onProgress: ((events: number) => void) | undefined,
): Promise<{ findings: Finding[]; gone: number }> {
  const findings = createFindings();
  const versions = createVersionCheck();
  let last = 0;
  let gone = 0;
  const look = ({ ordinal, line }: Entry): void => {
    if (ordinal !== last + 1) findings.add(missing(last + 1, ordinal));
    last = ordinal;
    try {
      const event = log === 'events' ? parsePublicLine(line) : undefined;
      const said = event?.ordinal ?? ordinalOfRow(line);
      if (said !== ordinal) findings.add(missing(ordinal, said));
      if (event) versions.add(event.stream, event.version, ordinal);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      findings.add(findingAt('event-malformed', ordinal, `event ${ordinal} cannot be read: ${error.message}`));
    }
  };
  try {
    const damage = source.kind === 'export' ? 'export-damaged' : 'event-malformed';
    const onFault = ({ message, ordinal }: { message: string; ordinal?: number | undefined }): void =>
      findings.add({ kind: damage, from: ordinal ?? null, to: ordinal ?? null, message });
    for await (const batch of source.batches(onFault, { stated: true })) {
      if (batch.gone) gone = last += batch.gone.length / HASH_BYTES;
      batch.entries.forEach(look);
      append(trees, batch);
      onProgress?.(trees.size);
    }
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || !/not written by Latchkey/.test(error.message)) throw error;
    findings.add(findingAt('event-malformed', last + 1, error.message));
  }
  const gap = versions.finish();
  if (gap) {
    const message = `event ${gap.ordinal} is not version ${gap.expected} of its stream, which is the next`;
    findings.add(findingAt('version-gap', gap.ordinal, message));
  }
  return { findings: findings.all(), gone };
}

function append(trees: TwinTrees, { entries, stated, gone }: Batch): void {
  for (const hash of hashesIn(gone)) trees.append(hash, hash);
  const kept = hashesIn(stated);
  for (let index = 0; index < Math.max(entries.length, kept.length); index++) {
    const entry = entries[index];
    trees.append(entry && leafHash(entry.line), kept[index]);
  }
}

const hashesIn = (bytes: Uint8Array = new Uint8Array()): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / HASH_BYTES) }, (_, index) =>
    bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );

/** A log of which much is wrong is told by the first things. */
const TOLD = 20;

function createFindings() {
  const all: Finding[] = [];
  return { add: (finding: Finding) => void (all.length < TOLD && all.push(finding)), all: () => all };
}

const missing = (expected: number, found: number): Finding =>
  findingAt('event-missing', expected, `where event ${expected} is due there is one that says it is ${found}`);
