import { canonicalJson, formatPosition } from '@latchkey/event-store';
import {
  consistencyProof,
  createTiler,
  createTree,
  generateSealingKeyFile,
  leafHash,
  publicKeyPem,
  publicLine,
  type Seal,
  sealingKeySchema,
  signHead,
} from '@latchkey/seals';
import type { Batch, LogSource, SealSet } from '../sources/log-source';
import { sealRecord } from '../sources/seal-record';
import { type ScriptedEvent, scriptedEvents } from './scripted-events';

export const LOG_ID = '5f1d7e80-3a52-4d8b-9a41-0b6a3c7f2e11';

/** A sealed log as a live store would hand it over; every member may be put in another's place. */
export interface MemoryLog {
  readonly lines: readonly Uint8Array[];
  readonly stated: readonly Uint8Array[] | undefined;
  readonly seals: readonly Seal[];
  readonly publicKeys: readonly string[];
}

const key = sealingKeySchema.parse(generateSealingKeyFile());
export const FINGERPRINT = key.fingerprint;
export const PUBLIC_KEY = publicKeyPem(key.publicKey);

export const linesOf = (events: readonly ScriptedEvent[]): Uint8Array[] =>
  events.map(({ data, metadata, ...event }, index) =>
    publicLine(index + 1, { ...event, dataBytes: canonicalJson(data), metadataBytes: canonicalJson(metadata) }),
  );

/** Sealed at these sizes, ascending. */
export async function sealedLog(sizes: readonly number[], events = scriptedEvents()): Promise<MemoryLog> {
  const lines = linesOf(events);
  const stated = lines.map(leafHash);
  return { lines, stated, seals: await sealsOf(stated, sizes), publicKeys: [PUBLIC_KEY] };
}

export async function sealsOf(
  leaves: readonly Uint8Array[],
  sizes: readonly number[],
  sealer = key,
  logId = LOG_ID,
): Promise<Seal[]> {
  const tiler = createTiler();
  const tiles = new Map<string, Uint8Array>();
  const tree = createTree();
  const seals: Seal[] = [];
  for (const leaf of leaves) {
    tree.append(leaf);
    tiler.append(leaf);
    if (!sizes.includes(tree.size)) continue;
    for (const { level, index, hashes } of tiler.take()) tiles.set(`${level}/${index}`, hashes);
    const before = seals.at(-1)?.size;
    const read = (level: number, index: number) => Promise.resolve(tiles.get(`${level}/${index}`));
    const proof =
      before === undefined ? null : { size: before, consistency: await consistencyProof(read, before, tree.size) };
    const root = Buffer.from(tree.root()).toString('hex');
    const time = new Date(Date.UTC(2026, 6, 1, 0, seals.length)).toISOString();
    seals.push(signHead({ log: 'events', log_id: logId, size: tree.size, root, time }, sealer, proof));
  }
  return seals;
}

const PAGE = 5;

export const memorySource = ({ lines, stated, seals, publicKeys }: MemoryLog): LogSource => ({
  kind: 'live',
  identity: () => Promise.resolve({ log: 'events', logId: LOG_ID, store: 'postgres', total: lines.length }),
  async *batches(_, { after } = {}): AsyncGenerator<Batch> {
    const length = Math.max(lines.length, stated?.length ?? 0);
    for (let from = after?.ordinal ?? 0; from < length; from += PAGE) {
      const entries = lines.slice(from, from + PAGE).map((line, index) => ({
        ordinal: from + index + 1,
        line,
        position: formatPosition(LOG_ID, from + index + 1),
      }));
      yield { entries, stated: stated && Buffer.concat(stated.slice(from, from + PAGE)) };
    }
  },
  seals: (): Promise<SealSet> =>
    Promise.resolve({
      async *seals() {
        yield* seals.map(sealRecord);
      },
      publicKeys,
    }),
  close: () => Promise.resolve(),
});
