import { hash } from 'node:crypto';
import { createSpill } from './spill';

/** Do the versions of each stream count from 0 without a gap? In bounded memory, however many streams there are. */
export interface VersionCheck {
  add(stream: string, version: number, ordinal: number): void;
  /** The first event, in the order of the log, whose version is not the next of its stream. Called once. */
  finish(): VersionGap | undefined;
}

export interface VersionGap {
  readonly ordinal: number;
  readonly expected: number;
}

/** By the first byte of the stream's hash. */
const PARTITIONS = 256;
/** 12 bytes of the hash, 4 of the version, 8 of the ordinal. */
const RECORD = 24;
/** So many events are kept in memory; more go to files, which are gone afterwards. */
const KEPT = 1_000_000;

export function createVersionCheck(kept = KEPT): VersionCheck {
  const spill = createSpill();
  let partitions = emptyPartitions();
  let count = 0;
  return {
    add(stream, version, ordinal) {
      const digest = hash('sha256', stream, 'buffer');
      partitions[digest[0] ?? 0]?.add(digest, version, ordinal);
      if (++count < kept) return;
      count = 0;
      partitions.forEach((partition, number) => spill.write(number, partition.bytes()));
      partitions = emptyPartitions();
    },
    finish() {
      try {
        let first: VersionGap | undefined;
        for (const [number, partition] of partitions.entries()) {
          const gap = firstGap(Buffer.concat([spill.read(number), partition.bytes()]));
          if (gap && (!first || gap.ordinal < first.ordinal)) first = gap;
        }
        return first;
      } finally {
        spill.remove();
      }
    },
  };
}

const emptyPartitions = () => Array.from({ length: PARTITIONS }, createRecords);

function createRecords() {
  let buffer = Buffer.allocUnsafe(RECORD * 16);
  let used = 0;
  return {
    add(digest: Buffer, version: number, ordinal: number): void {
      if (used === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
      digest.copy(buffer, used, 1, 13);
      buffer.writeUInt32LE(version, used + 12);
      buffer.writeDoubleLE(ordinal, used + 16);
      used += RECORD;
    },
    bytes: () => buffer.subarray(0, used),
  };
}

/** Records of a partition are in the order of the log. */
function firstGap(records: Buffer): VersionGap | undefined {
  const next = new Map<string, number>();
  for (let at = 0; at < records.length; at += RECORD) {
    const stream = records.toString('latin1', at, at + 12);
    const expected = next.get(stream) ?? 0;
    if (records.readUInt32LE(at + 12) !== expected) return { ordinal: records.readDoubleLE(at + 16), expected };
    next.set(stream, expected + 1);
  }
  return undefined;
}
