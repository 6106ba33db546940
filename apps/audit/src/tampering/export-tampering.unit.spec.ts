import {
  createTree,
  generateSealingKeyFile,
  parsePublicLine,
  type PublicEvent,
  sealingKeySchema,
} from '@latchkey/seals';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../export/export-target';
import { writeExport } from '../export/write-export';
import { LOG_ID, type MemoryLog, memorySource, sealedLog, sealsOf } from '../testing/memory-log';
import { scriptedEvents } from '../testing/scripted-events';
import type { KnownHead } from '../verify/known-head';
import { ourVerdict, scriptsVerdict } from './check-export';
import {
  type Expected,
  exportLines,
  firstDifference,
  leavesOf,
  renumbered,
  withByte,
  withTrailerSums,
} from './tampered-export';

/** Two parts, sealed also at the edges of a tile. */
const SIZE = 300;
const SEALED = [7, 40, 100, 255, 256, 270, 290];
const LAST = 290;

let folder: string;
let log: MemoryLog;
let events: PublicEvent[];
let bytes: Buffer;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-tampering-'));
  log = await sealedLog(SEALED, scriptedEvents(SIZE - scriptedEvents().length));
  events = log.lines.map(parsePublicLine);
  bytes = await exportOf(log);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function exportOf(exported: MemoryLog): Promise<Buffer> {
  const path = join(folder, `${count++}.ndjson`);
  await writeExport({
    source: memorySource(exported),
    target: await openTarget(path),
    publicKeys: [],
    partEvents: 256,
  });
  return readFileSync(path);
}

/** Both checks find it, and both name the same place. */
async function expectFound(tampered: Buffer | readonly string[], expected: Expected, heads: readonly KnownHead[] = []) {
  const path = join(folder, 'export.ndjson');
  writeFileSync(path, Buffer.isBuffer(tampered) ? tampered : tampered.map((line) => `${line}\n`).join(''));
  for (const verdict of [await ourVerdict(path, heads), await scriptsVerdict(path, heads)]) {
    expect(verdict.said).not.toEqual([]);
    if (expected === 'a place') expect(verdict.first ?? verdict.said.join()).toEqual(expect.anything());
    else expect({ ...verdict.first, said: verdict.said }).toMatchObject(expected);
  }
}

/** A log that was altered with care: every hash, sum and number in its export is right, but nothing could be signed. */
async function expectForgeryFound(lines: readonly Uint8Array[], heads: readonly KnownHead[] = []): Promise<boolean> {
  const first = firstDifference(log.lines, lines);
  if (first === undefined) return false;
  const sizes = [...SEALED, ...heads.map(({ size }) => size)];
  const from = Math.max(0, ...sizes.filter((size) => size < first)) + 1;
  const to = Math.min(...sizes.filter((size) => size >= first));
  await expectFound(await exportOf({ ...log, lines, stated: leavesOf(lines) }), { from, to }, heads);
  return true;
}

const headOf = (size: number, lines = log.lines): KnownHead => {
  const tree = createTree();
  for (const leaf of leavesOf(lines.slice(0, size))) tree.append(leaf);
  return { size, root: Buffer.from(tree.root()).toString('hex') };
};

const ordinals = fc.integer({ min: 1, max: SIZE });
const sealed = fc.integer({ min: 1, max: LAST });
const runs = (numRuns: number) => ({ numRuns });

test('an export that nobody touched is proved through its last seal, or the last head that is known', async () => {
  const path = join(folder, 'export.ndjson');
  writeFileSync(path, bytes);
  for (const verdict of [ourVerdict, scriptsVerdict]) {
    expect(await verdict(path)).toEqual({ first: null, said: [], provedThrough: LAST });
    expect(await verdict(path, [headOf(20), headOf(295)])).toEqual({ first: null, said: [], provedThrough: 295 });
  }
});

describe('found, and the event named', () => {
  test('one byte, wherever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        async (share, flip) => {
          const { bytes: changed, expected } = withByte(bytes, Math.floor(share * bytes.length), flip);
          await expectFound(changed, expected);
        },
      ),
      runs(100),
    );
  });

  test('an event removed', async () => {
    await fc.assert(
      fc.asyncProperty(ordinals, async (ordinal) => {
        const { lines, at } = exportLines(bytes.toString());
        const lastOfItsHashes = ordinal % 256 === 0 || ordinal === SIZE;
        await expectFound(
          lines.toSpliced(at(ordinal), 1),
          lastOfItsHashes ? 'a place' : { from: ordinal, to: ordinal },
        );
      }),
      runs(25),
    );
  });

  test('an event inserted', async () => {
    await fc.assert(
      fc.asyncProperty(ordinals, ordinals, async (ordinal, other) => {
        const { lines, at } = exportLines(bytes.toString());
        // The same event twice shows behind the first.
        const first = ordinal + Number(ordinal === other);
        await expectFound(lines.toSpliced(at(ordinal), 0, lines[at(other)] ?? ''), { from: first, to: first });
      }),
      runs(25),
    );
  });

  test('two events swapped', async () => {
    await fc.assert(
      fc.asyncProperty(ordinals, ordinals, async (one, other) => {
        fc.pre(one !== other);
        const { lines, at } = exportLines(bytes.toString());
        const swapped = lines.with(at(one), lines[at(other)] ?? '').with(at(other), lines[at(one)] ?? '');
        const first = Math.min(one, other);
        await expectFound(swapped, { from: first, to: first });
      }),
      runs(25),
    );
  });
});

describe('found, and its place named', () => {
  test('an end too soon', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), async (share) =>
        expectFound(bytes.subarray(0, Math.floor(share * bytes.length)), 'a place'),
      ),
      runs(50),
    );
  });

  test('a line that is no event removed, doubled or moved', async () => {
    const { lines } = exportLines(bytes.toString());
    const others = lines.flatMap((line, index) => (line.startsWith('{"kind":') ? [index] : []));
    for (const at of others) {
      const line = lines[at] ?? '';
      for (const changed of [lines.toSpliced(at, 1), lines.toSpliced(at, 0, line), [...lines.toSpliced(at, 1), line]]) {
        if (changed.join() !== lines.join()) await expectFound(changed, 'a place');
      }
    }
  });

  test('a manifest that says something else', async () => {
    const { lines } = exportLines(bytes.toString());
    const manifest = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    const others = {
      events: SIZE - 1,
      root: headOf(SIZE - 1).root,
      parts: [],
      seals: 6,
      sha256: '0'.repeat(64),
      more: 1,
    };
    for (const [member, value] of Object.entries(others)) {
      await expectFound(lines.with(-1, JSON.stringify({ ...manifest, [member]: value })), 'a place');
    }
  });

  test('a header that makes it another log’s', async () => {
    const { lines } = exportLines(bytes.toString());
    const header = (lines[0] ?? '').replace(LOG_ID, LOG_ID.replace(/^./, '0'));
    await expectFound(withTrailerSums(lines.with(0, header)), 'a place');
  });

  test('a seal that was edited, exchanged, signed by another key, or left out, all sums made right', async () => {
    const { lines } = exportLines(bytes.toString());
    const stranger = sealingKeySchema.parse(generateSealingKeyFile());
    const foreign = await sealsOf(leavesOf(log.lines), SEALED, stranger);
    const first = lines.findIndex((line) => line.startsWith('{"kind":"seal"'));
    for (const [index, seal] of log.seals.entries()) {
      const other = log.seals[(index + 1) % log.seals.length] ?? seal;
      const changes = [
        { root: other.root },
        { time: other.time },
        { size: seal.size + 1 },
        { signature: other.signature },
        { log_id: seal.log_id.replace(/^./, '0') },
        { log: 'accesses' },
        { previous_size: null },
        { consistency: [...seal.consistency, other.root] },
        { ...foreign[index] },
        { ...foreign[index], key: seal.key },
      ];
      for (const change of changes) {
        const line = JSON.stringify({ kind: 'seal', seal: { ...seal, ...change } });
        if (line !== lines[first + index])
          await expectFoundSeal(withTrailerSums(lines.with(first + index, line)), change);
      }
      if (index < log.seals.length - 1)
        await expectFound(withTrailerSums(lines.toSpliced(first + index, 1)), 'a place');
    }
  });

  /** The script hashes every event, and so has no use for the proof that a seal carries. */
  async function expectFoundSeal(lines: readonly string[], change: object): Promise<void> {
    if (!('consistency' in change) || 'signature' in change) return expectFound(lines, 'a place');
    const path = join(folder, 'export.ndjson');
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    expect((await ourVerdict(path)).said).not.toEqual([]);
    expect(await scriptsVerdict(path)).toMatchObject({ said: [], provedThrough: LAST });
  }
});

describe('altered with care, found between two seals', () => {
  const other = (event: PublicEvent, label: string): PublicEvent => ({ ...event, data: { ...event.data, label } });

  test('an event', async () => {
    await fc.assert(
      fc.asyncProperty(sealed, fc.string(), async (ordinal, label) => {
        const event = events[ordinal - 1] as PublicEvent; // ordinals count to SIZE
        fc.pre(await expectForgeryFound(renumbered(events.with(ordinal - 1, other(event, label)))));
      }),
      runs(40),
    );
  });

  test('an event removed, inserted, or moved, and all behind it counted anew', async () => {
    await fc.assert(
      fc.asyncProperty(sealed, sealed, fc.nat({ max: 2 }), async (ordinal, place, how) => {
        const event = events[ordinal - 1] as PublicEvent; // ordinals count to SIZE
        const without = events.toSpliced(ordinal - 1, 1);
        const changed = [
          without,
          events.toSpliced(place - 1, 0, other(event, 'one more')),
          without.toSpliced(place - 1, 0, event),
        ];
        fc.pre(await expectForgeryFound(renumbered(changed[how] ?? [])));
      }),
      runs(60),
    );
  });

  test('behind the last seal, by whoever knows a head there', async () => {
    for (const ordinal of [291, 293, 295]) {
      const lines = renumbered(events.with(ordinal - 1, other(events[ordinal - 1] as PublicEvent, 'other')));
      await expectForgeryFound(lines, [headOf(295)]);
    }
  });
});

describe('signed again with the real key, found by whoever kept a head', () => {
  test('a tail cut off below that head: the first event that is missing is named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 50 }), async (size, more) => {
        const cut = { ...log, lines: log.lines.slice(0, size), stated: undefined };
        const seals = await sealsOf(leavesOf(cut.lines), [...SEALED.filter((sealedAt) => sealedAt < size), size]);
        await expectFound(await exportOf({ ...cut, seals }), { from: size + 1, to: size + 1 }, [headOf(size + more)]);
      }),
      runs(25),
    );
  });

  test('another history from some point on: named as between the heads that were kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 21, max: 200 }), async (from) => {
        const forged = renumbered(
          events.map((event, index) =>
            index + 1 < from ? event : { ...event, data: { ...event.data, label: 'rewritten' } },
          ),
        );
        const seals = await sealsOf(leavesOf(forged), SEALED);
        const exported = await exportOf({ ...log, lines: forged, stated: leavesOf(forged), seals });
        const first = firstDifference(log.lines, forged) ?? 0;
        await expectForgedHistory(exported, first, [headOf(20), headOf(200)]);
      }),
      runs(25),
    );
  });

  /** Ours counts from the last head that agrees; the script also from the last seal, which the forger signed truly. */
  async function expectForgedHistory(exported: Buffer, first: number, heads: readonly KnownHead[]): Promise<void> {
    const path = join(folder, 'export.ndjson');
    writeFileSync(path, exported);
    const ours = await ourVerdict(path, heads);
    const scripts = await scriptsVerdict(path, heads);
    expect({ ...ours.first, said: ours.said }).toMatchObject({ from: 21, to: 200 });
    expect(first).toBeGreaterThanOrEqual(21);
    expect(scripts.first?.to).toBe(200);
  }
});
