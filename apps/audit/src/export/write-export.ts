import type { Position } from '@latchkey/event-store';
import { createTree, fingerprintOf, leafHash, parsePublicKeyPem, type SealedLog, TILE_WIDTH } from '@latchkey/seals';
import { createHash } from 'node:crypto';
import { notDone } from '../cli/audit-error';
import type { Entry, LogSource } from '../sources/log-source';
import { type EarlierParts, readEarlierParts } from './earlier-parts';
import {
  type ControlLine,
  controlText,
  EXPORT_FORMAT,
  type LineOf,
  PART_EVENTS,
  type PartSummary,
} from './export-format';
import type { ExportTarget } from './export-target';
import type { FinishedPart } from './part-check';

export interface Exported {
  readonly events: number;
  /** Hex. */
  readonly root: string;
  readonly seals: number;
  readonly sealedThrough: number;
  /** Events of an earlier run. */
  readonly found: number;
  readonly parts: number;
}

export interface ExportRequest {
  readonly source: LogSource;
  readonly target: ExportTarget;
  /** PEM, besides those that the source has. */
  readonly publicKeys: readonly string[];
  readonly partEvents?: number;
  readonly onProgress?: (events: number) => void;
}

/**
 * Writes the log as docs/audit-cli.md says. Goes on from full parts that an earlier run of the same log has left. Throws
 * `AuditError` for a log with a gap: an export that hides one would be worse than none.
 */
export async function writeExport(request: ExportRequest): Promise<Exported> {
  try {
    return await write(request);
  } finally {
    await request.target.abandon();
  }
}

async function write(request: ExportRequest): Promise<Exported> {
  const { source, target, partEvents = PART_EVENTS } = request;
  const { log, logId, store } = await source.identity();
  const earlier = await usable(target, logId);
  const header: LineOf<'header'> = earlier?.header ?? {
    ...{ kind: 'header', format: EXPORT_FORMAT, log, log_id: logId, store, part_events: partEvents },
  };
  await target.continueAt(earlier?.parts.at(-1));
  if (!earlier) await writeHeader(target, header);
  const tree = earlier?.tree ?? createTree();
  const found = tree.size;
  const writer = createPartWriter(target, header.part_events, tree, earlier?.parts ?? []);
  for await (const { entries, gone } of source.batches(refuse, { after: earlier?.after })) {
    if (gone) throw rowsGone(log);
    for (const entry of entries) await writer.add(entry);
    request.onProgress?.(tree.size);
  }
  await writer.end();
  const sealed = await writeTrailer(request, header, writer, { events: tree.size, root: hex(tree.root()) });
  await target.finish();
  return { events: tree.size, root: hex(tree.root()), found, parts: writer.parts().length, ...sealed };
}

async function usable(target: ExportTarget, logId: string): Promise<EarlierParts | undefined> {
  const earlier = await readEarlierParts(await target.earlier());
  if (earlier && earlier.header.log_id !== logId) {
    throw notDone('what an earlier run has left there is of another log: remove it, or name another place');
  }
  return earlier && earlier.parts.length > 0 ? earlier : undefined;
}

async function writeHeader(target: ExportTarget, header: LineOf<'header'>): Promise<void> {
  await target.begin('header');
  await target.write(controlText(header));
  await target.end();
}

async function writeTrailer(
  { source, target, publicKeys }: ExportRequest,
  header: LineOf<'header'>,
  { parts, texts }: ReturnType<typeof createPartWriter>,
  end: { readonly events: number; readonly root: string },
): Promise<{ seals: number; sealedThrough: number }> {
  const set = await source.seals();
  const keys = new Map([...set.publicKeys, ...publicKeys].map((pem) => [fingerprintOf(parsePublicKeyPem(pem)), pem]));
  const sum = createHash('sha256');
  for (const text of [controlText(header), ...texts()]) sum.update(text);
  await target.begin('trailer');
  const put = async (line: ControlLine): Promise<void> => {
    const text = controlText(line);
    sum.update(text);
    await target.write(text);
  };
  for (const [fingerprint, public_key_pem] of keys) await put({ kind: 'key', fingerprint, public_key_pem });
  let seals = 0;
  let sealedThrough = 0;
  for await (const record of set.seals()) {
    // One that is newer than the end of this export, or none at all, which verify tells of the live log.
    if (!record.ok || record.seal.size > end.events) continue;
    await put({ kind: 'seal', seal: record.seal });
    seals++;
    sealedThrough = record.seal.size;
  }
  const sha256 = sum.digest('hex');
  await target.write(controlText({ kind: 'manifest', ...end, parts: [...parts()], seals, sha256 }));
  await target.end();
  return { seals, sealedThrough };
}

const NEWLINE = Buffer.from('\n');

function createPartWriter(
  target: ExportTarget,
  partEvents: number,
  tree: ReturnType<typeof createTree>,
  earlier: readonly FinishedPart[],
) {
  const parts: PartSummary[] = earlier.map(({ number, first, count, sha256 }) => ({ number, first, count, sha256 }));
  const texts: Uint8Array[] = earlier.map(({ text }) => text);
  let sum = createHash('sha256');
  let leaves: Uint8Array[] = [];
  let count = 0;
  let last: Position | undefined;

  const put = async (bytes: Uint8Array): Promise<void> => {
    sum.update(bytes);
    await target.write(bytes);
  };
  const endLeaves = async (): Promise<void> => {
    if (leaves.length === 0) return;
    const hashes = Buffer.concat(leaves).toString('base64');
    await put(controlText({ kind: 'leaves', first: tree.size - leaves.length + 1, count: leaves.length, hashes }));
    leaves = [];
  };
  const end = async (): Promise<void> => {
    if (count === 0) return;
    await endLeaves();
    const part = { number: parts.length + 1, first: tree.size - count + 1, count, sha256: sum.digest('hex') };
    const text = controlText({ kind: 'part', ...part, position: last ?? '' });
    texts.push(text);
    await target.write(text);
    await target.end();
    parts.push(part);
    sum = createHash('sha256');
    count = 0;
  };

  return {
    async add({ ordinal, line, position }: Entry): Promise<void> {
      if (ordinal !== tree.size + 1)
        throw notDone(`event ${tree.size + 1} is missing from the log: audit verify says more`);
      if (count === 0) await target.begin(parts.length + 1);
      const leaf = leafHash(line);
      tree.append(leaf);
      leaves.push(leaf);
      await put(line);
      await put(NEWLINE);
      count++;
      last = position;
      if (tree.size % TILE_WIDTH === 0) await endLeaves();
      if (count === partEvents) await end();
    },
    end,
    parts: (): readonly PartSummary[] => parts,
    /** Their lines. */
    texts: (): readonly Uint8Array[] => texts,
  };
}

const rowsGone = (log: SealedLog) =>
  notDone(
    `the first rows of the log ${log} are gone by retention, and an export holds all from the first on: audit verify --log ${log} checks what is there`,
  );
const refuse = ({ message }: { message: string }): never => {
  throw notDone(`an export is made of a live log, not of another export (${message})`);
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
