import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { SealedLog } from '@latchkey/seals';
import { wrongUsage } from '../cli/audit-error';
import { type SealRecord, sealRecordFromText } from '../sources/seal-record';

/** What somebody outside has kept: that the first `size` leaves had this root. */
export interface KnownHead {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The seal it was kept as, if it was; its signature is to be looked at then. */
  readonly seal?: Extract<SealRecord, { ok: true }>['seal'];
}

const HEAD = /^(\d{1,15}):([0-9a-fA-F]{64})$/;

/** Of `--known-head`: `size:root`, or a file with such lines or with seals, one a line. Seals of other logs are left out. */
export async function readKnownHeads(text: string, log: SealedLog = 'events'): Promise<readonly KnownHead[]> {
  const head = headOf(text);
  if (head) return [head];
  const found = await stat(text).catch(() => undefined);
  if (!found?.isFile()) {
    throw wrongUsage('--known-head is neither size:root (64 hex digits) nor a file of heads');
  }
  const heads: KnownHead[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(text), crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '') heads.push(...headsIn(line.trim(), number, log));
  }
  if (heads.length === 0) throw wrongUsage('the file that --known-head names holds no head of this log');
  return heads;
}

function headsIn(line: string, number: number, wanted: SealedLog): readonly KnownHead[] {
  const head = headOf(line);
  if (head) return [head];
  const record = sealRecordFromText(line);
  if (!record.ok) throw wrongUsage(`line ${number} of the file that --known-head names is no head: ${record.reason}`);
  const { log, size, root } = record.seal;
  // Its signature says nothing of its proof, which is most of it, and there may be many.
  return log === wanted ? [{ size, root, seal: { ...record.seal, consistency: [] } }] : [];
}

function headOf(text: string): KnownHead | undefined {
  const [, size, root] = HEAD.exec(text) ?? [];
  return size === undefined || root === undefined ? undefined : { size: Number(size), root: root.toLowerCase() };
}
