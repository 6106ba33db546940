import { type JsonObject } from '@latchkey/event-store';
import {
  consistencyProof,
  createTiler,
  createTree,
  type Head,
  leafHash,
  publicKeyPem,
  type Seal,
  sealingKeySchema,
  signHead,
  TILE_WIDTH,
} from '@latchkey/seals';
import { createHash, createPrivateKey, type Hash } from 'node:crypto';

export const LOG_ID = '30000000-0000-4000-8000-000000000001';

export interface MadeExport {
  /** Each without its end. */
  readonly lines: string[];
  readonly seals: readonly Seal[];
  readonly fingerprint: string;
}

/** A sealing key out of 32 equal bytes: the same in every run, and not to be taken for a secret. */
export function testKey(byte: number) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return sealingKeySchema.parse({ private_key_pem: key.export({ format: 'pem', type: 'pkcs8' }).toString() });
}

/** What docs/audit-cli.md says of an export, made of event lines in the simplest way; `sealAt`: sizes, ascending. */
export async function makeExport(
  events: readonly string[],
  sealAt: readonly number[],
  { partEvents = 2 * TILE_WIDTH, key = testKey(1), logId = LOG_ID } = {},
): Promise<MadeExport> {
  const seals = await sealsOf(events, sealAt, { key, logId });
  const header = control('header', {
    format: 'latchkey-export-1',
    log: 'events',
    log_id: logId,
    store: 'postgres',
    part_events: partEvents,
  });
  const lines = [header];
  const [outer, parts] = [createHash('sha256'), []] as [Hash, JsonObject[]];
  add(outer, header);
  for (let from = 0; from < events.length; from += partEvents) {
    const part = partOf(events, from, Math.min(from + partEvents, events.length));
    const summary = { number: parts.length + 1, ...part.summary };
    const last = control('part', { ...summary, position: `${logId}:${part.summary.first + part.summary.count - 1}` });
    parts.push(summary);
    lines.push(...part.lines, last);
    add(outer, last);
  }
  const trailer = [
    control('key', { fingerprint: key.fingerprint, public_key_pem: publicKeyPem(key.publicKey) }),
    ...seals.map((seal) => control('seal', { seal: { ...seal } })),
  ];
  trailer.forEach((line) => add(outer, line));
  const root = treeOf(events).root();
  const end = { events: events.length, root, parts, seals: seals.length, sha256: outer.digest('hex') };
  return { lines: [...lines, ...trailer, control('manifest', end)], seals, fingerprint: key.fingerprint };
}

function partOf(events: readonly string[], from: number, to: number) {
  const lines: string[] = [];
  for (let at = from; at < to; at += TILE_WIDTH) {
    const some = events.slice(at, Math.min(at + TILE_WIDTH, to));
    const hashes = Buffer.concat(some.map((line) => leafHash(Buffer.from(line)))).toString('base64');
    lines.push(...some, control('leaves', { first: at + 1, count: some.length, hashes }));
  }
  const sum = createHash('sha256');
  lines.forEach((line) => add(sum, line));
  return { lines, summary: { first: from + 1, count: to - from, sha256: sum.digest('hex') } };
}

async function sealsOf(
  events: readonly string[],
  sizes: readonly number[],
  { key, logId }: { key: ReturnType<typeof testKey>; logId: string },
): Promise<Seal[]> {
  const [tiler, tiles] = [createTiler(), new Map<string, Uint8Array>()];
  for (const line of events) tiler.append(leafHash(Buffer.from(line)));
  for (const { level, index, hashes } of tiler.take()) tiles.set(`${level}/${index}`, hashes);
  const seals: Seal[] = [];
  for (const size of sizes) {
    const time = new Date(Date.UTC(2026, 0, 1) + size).toISOString();
    const head: Head = { log: 'events', log_id: logId, size, root: treeOf(events.slice(0, size)).root(), time };
    const before = seals.at(-1)?.size;
    const read = async (level: number, index: number) => tiles.get(`${level}/${index}`);
    const previous =
      before === undefined ? null : { size: before, consistency: await consistencyProof(read, before, size) };
    seals.push(signHead(head, key, previous));
  }
  return seals;
}

function treeOf(events: readonly string[]) {
  const tree = createTree();
  for (const line of events) tree.append(leafHash(Buffer.from(line)));
  return { root: () => Buffer.from(tree.root()).toString('hex') };
}

const control = (kind: string, members: JsonObject): string => JSON.stringify({ kind, ...members });
const add = (sum: Hash, line: string): void => void sum.update(line).update('\n');
