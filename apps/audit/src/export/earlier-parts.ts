import type { Position } from '@latchkey/event-store';
import { createTree, HASH_BYTES, leafHash, sameHash, type Tree } from '@latchkey/seals';
import { notDone } from '../cli/audit-error';
import type { After, Batch } from '../sources/log-source';
import type { ExportFile } from './export-files';
import type { LineOf } from './export-format';
import type { FinishedPart } from './part-check';
import { readExport } from './read-export';

/** What an interrupted export has left that need not be made again: parts that are full. */
export interface EarlierParts {
  readonly header: LineOf<'header'>;
  readonly parts: readonly FinishedPart[];
  /** Over the events of those parts. */
  readonly tree: Tree;
  readonly after: After | undefined;
}

/** Undefined: nothing that could be gone on from. Throws `AuditError` for parts that are not as they were written. */
export async function readEarlierParts(files: readonly ExportFile[]): Promise<EarlierParts | undefined> {
  if (files.length === 0) return undefined;
  const torn = new Error('torn');
  const reading = readExport(files, (fault) => {
    if (fault.kind === 'truncated') throw torn;
    throw spoilt(fault.message);
  });
  const tree = createTree();
  let whole = sizeOf(tree);
  let full = 0;
  /** Called when the tree may stand right behind a part. */
  const note = (): void => {
    const parts = reading.parts();
    if (parts.length === full || parts.at(-1)?.count !== reading.header()?.part_events) return;
    full = parts.length;
    whole = sizeOf(tree);
  };
  try {
    for await (const batch of reading.batches()) {
      note();
      append(tree, batch);
    }
  } catch (error) {
    if (error !== torn) throw error;
  }
  note();
  const header = reading.header();
  if (header === undefined) return undefined;
  const parts = reading.parts().slice(0, full);
  const last = parts.at(-1);
  // The store gave it out, and says if it is none of its own.
  const after = last && { ordinal: last.first + last.count - 1, position: last.position as Position };
  return { header, parts, tree: createTree(whole), after };
}

function append(tree: Tree, { entries, stated }: Batch): void {
  for (const [index, { line, ordinal }] of entries.entries()) {
    const hash = leafHash(line);
    const kept = stated?.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    if (kept && !sameHash(hash, kept)) throw spoilt(`event ${ordinal} was altered`);
    tree.append(hash);
  }
}

const sizeOf = (tree: Tree) => ({ size: tree.size, frontier: tree.frontier() });
const spoilt = (what: string) => notDone(`what an earlier run has left cannot be gone on from (${what}): remove it`);
