import { createTree, generateSealingKeyFile, leafHash, type Seal, sealingKeySchema } from '@latchkey/seals';
import fc from 'fast-check';
import { FINGERPRINT, type MemoryLog, memorySource, sealedLog, sealsOf } from '../testing/memory-log';
import { scriptedEvents } from '../testing/scripted-events';
import { firstBad } from './finding';
import type { KnownHead } from './known-head';
import { createSealingKeys } from './sealing-keys';
import { verifyLog } from './verify-log';

const SIZES = [7, 20, 33, 60];
const SIZE = 70;
let log: MemoryLog;
beforeAll(async () => {
  log = await sealedLog(SIZES, scriptedEvents(SIZE - scriptedEvents().length));
});

async function verify(changed: Partial<MemoryLog>, knownHeads: readonly KnownHead[] = []) {
  const source = memorySource({ ...log, ...changed });
  const verification = await verifyLog({
    source,
    knownHeads,
    keys: (pems) => createSealingKeys(pems, [FINGERPRINT]),
    now: new Date(),
  });
  return { ...verification, first: firstBad(verification.findings) };
}

const headOf = (lines: readonly Uint8Array[]): KnownHead => {
  const tree = createTree();
  for (const line of lines) tree.append(leafHash(line));
  return { size: tree.size, root: Buffer.from(tree.root()).toString('hex') };
};

/** The interval between two seals that an ordinal is in. */
const between = (ordinal: number) => ({
  from: (SIZES.filter((size) => size < ordinal).at(-1) ?? 0) + 1,
  to: SIZES.find((size) => size >= ordinal),
});

const withByte = (line: Uint8Array, at: number, flip: number): Uint8Array => {
  const copy = Uint8Array.from(line);
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ flip;
  return copy;
};

type Mutation = (lines: readonly Uint8Array[], at: number, byte: number) => { lines: Uint8Array[]; first: number };
const MUTATIONS: Record<string, Mutation> = {
  'one byte of an event': (lines, at, byte) => {
    const changed = withByte(lines[at] ?? new Uint8Array(), byte, 1 + (byte % 255));
    return { lines: lines.with(at, changed), first: at + 1 };
  },
  'an event removed': (lines, at) => ({ lines: lines.toSpliced(at, 1), first: at + 1 }),
  'an event inserted': (lines, at, byte) => ({
    lines: lines.toSpliced(at, 0, lines[byte % lines.length] ?? new Uint8Array()),
    // The same as the one at that place can only be seen behind it.
    first:
      at +
      1 +
      Number(Buffer.compare(lines[byte % lines.length] ?? Buffer.alloc(0), lines[at] ?? Buffer.alloc(0)) === 0),
  }),
  'two events swapped': (lines, at, byte) => {
    const other = (at + 1 + (byte % (59 - 1))) % 60;
    const swapped = lines.with(at, lines[other] ?? new Uint8Array()).with(other, lines[at] ?? new Uint8Array());
    return { lines: swapped, first: Math.min(at, other) + 1 };
  },
};

/** Of what is sealed. */
const places = fc.tuple(fc.integer({ min: 0, max: 59 }), fc.nat({ max: 5_000 }));

test('an untouched log is found to be so, through its last seal, and its tail as not sealed', async () => {
  const verification = await verify({});
  expect(verification).toMatchObject({ events: SIZE, sealedThrough: 60, findings: [], first: null });
});

describe.each(Object.entries(MUTATIONS))('%s', (_, mutate) => {
  test('is found, and the first bad event is named', async () => {
    await fc.assert(
      fc.asyncProperty(places, async ([at, byte]) => {
        const { lines, first } = mutate(log.lines, at, byte);
        expect((await verify({ lines })).first).toEqual({ from: first, to: first });
      }),
      { numRuns: 250 },
    );
  });

  test('is found without any leaf hashes, between two seals at least', async () => {
    await fc.assert(
      fc.asyncProperty(places, async ([at, byte]) => {
        const { lines, first } = mutate(log.lines, at, byte);
        fc.pre(first <= 60);
        const found = (await verify({ lines, stated: undefined })).first;
        expect(found).not.toBeNull();
        expect(found?.to).toBeLessThanOrEqual(between(first).to ?? 0);
        expect(found?.to).toBeGreaterThanOrEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  test('is found also when the leaf hashes are made to fit', async () => {
    await fc.assert(
      fc.asyncProperty(places, async ([at, byte]) => {
        const { lines, first } = mutate(log.lines, at, byte);
        fc.pre(first <= 60);
        const found = (await verify({ lines, stated: lines.map(leafHash) })).first;
        expect(found?.to).toBeGreaterThanOrEqual(first);
        expect(found?.to).toBeLessThanOrEqual(between(first).to ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});

test('whatever byte of a seal is another one, the seal is not taken', async () => {
  const bytes = fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('root', 'signature', 'time', 'log_id', 'key'), fc.nat());
  await fc.assert(
    fc.asyncProperty(bytes, async ([index, member, at]) => {
      const seal = log.seals[index] as Seal; // there are four
      const text = seal[member as 'root'];
      const place = member === 'key' ? 7 + (at % 64) : member === 'signature' ? at % 85 : at % text.length;
      const digit = '0123456789abcdef'[(parseInt(text[place] ?? '', 16) + 1) % 16] ?? 'z';
      const changed = { ...seal, [member]: text.slice(0, place) + digit + text.slice(place + 1) };
      fc.pre(changed[member as 'root'] !== text);
      const { findings } = await verify({ seals: log.seals.with(index, changed) });
      expect(findings.map(({ kind }) => kind)).toContain('seal-bad');
    }),
    { numRuns: 150 },
  );
});

test('what no signature covers of a seal, its link to the one before, proves itself or is not taken', async () => {
  const [first, second, third] = log.seals;
  if (!first || !second || !third) throw new Error('there are four');
  const changes: readonly [number, Partial<Seal>][] = [
    [1, { consistency: second.consistency.toSpliced(0, 1) }],
    [1, { consistency: second.consistency.with(0, third.root) }],
    [1, { consistency: third.consistency }],
    [1, { previous_size: 6 }],
    [1, { previous_size: null, consistency: [] }],
    [0, { previous_size: 3 }],
  ];
  for (const [index, change] of changes) {
    const changed = { ...(log.seals[index] ?? first), ...change };
    const { findings } = await verify({ seals: log.seals.with(index, changed) });
    expect(findings.map(({ kind }) => kind)).toContain('seal-bad');
  }
});

test('a seal that was removed is missed by the next one', async () => {
  const { findings, first } = await verify({ seals: log.seals.toSpliced(1, 1) });
  expect(findings.map(({ message }) => message)).toEqual([
    'the seal of size 20, which the one of size 33 follows, is missing',
  ]);
  expect(first).toEqual({ from: 21, to: 33 });
});

test('a seal made with another key is none, whatever it says', async () => {
  const other = sealingKeySchema.parse(generateSealingKeyFile());
  const seals = await sealsOf(log.lines.map(leafHash), SIZES, other);
  expect((await verify({ seals })).findings).toHaveLength(4);
});

test('a tail that was cut below the last seal is missed from its first event on', async () => {
  for (let size = 34; size < 60; size++) {
    const lines = log.lines.slice(0, size);
    expect((await verify({ lines })).first).toEqual({ from: size + 1, to: size + 1 });
    expect((await verify({ lines, stated: undefined })).first?.to).toBe(size + 1);
  }
});

test('a tail that was cut with its seals and hashes is missed by whoever kept a head, and by nobody else', async () => {
  const cut = { lines: log.lines.slice(0, 40), stated: log.stated?.slice(0, 40), seals: log.seals.slice(0, 3) };
  expect((await verify(cut)).findings).toEqual([]);
  const kept = await verify(cut, [headOf(log.lines.slice(0, 50))]);
  expect(kept.findings).toMatchObject([{ kind: 'event-missing', to: 41 }]);
  expect(kept.findings[0]?.message).toBe('events 41 to 50 are missing: the known head of size 50 covers them');
});

test('another history, sealed by whoever holds the key, is found by whoever kept a head of the first one', async () => {
  const lines = [...log.lines.slice(0, 30), ...log.lines.slice(30).map((line) => withByte(line, 12, 1))];
  const stated = lines.map(leafHash);
  const forged = { lines, stated, seals: await sealsOf(stated, SIZES) };
  const { findings, knownHeads } = await verify(forged, [
    headOf(log.lines.slice(0, 25)),
    headOf(log.lines.slice(0, 45)),
  ]);
  expect(findings.filter(({ kind }) => kind !== 'event-malformed')).toMatchObject([
    { kind: 'head-mismatch', from: 26, to: 45 },
  ]);
  expect(knownHeads).toEqual({ count: 2, matched: 1 });
});

test('a leaf hash that was altered beside an event that was not is told as that', async () => {
  const stated = log.stated?.map((hash, index) => (index === 8 ? withByte(hash, 3, 1) : hash));
  expect((await verify({ stated })).findings).toMatchObject([{ kind: 'leaf-hash-altered', from: 9, to: 9 }]);
});

test('an event altered in the tail that is not sealed differs from its hash', async () => {
  const lines = log.lines.with(64, withByte(log.lines[64] ?? new Uint8Array(), 300, 1));
  expect((await verify({ lines })).first).toEqual({ from: 65, to: 65 });
});
