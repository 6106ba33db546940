import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogSource } from '../sources/log-source';
import { FINGERPRINT, type MemoryLog, memorySource, sealedLog } from '../testing/memory-log';
import { runCli } from '../testing/run-cli';
import { scriptedEvents } from '../testing/scripted-events';
import { openTarget } from './export-target';
import { writeExport } from './write-export';

const SIZE = 1_100;
const PART = 512;
const FILES = ['header.ndjson', 'part-000001.ndjson', 'part-000002.ndjson', 'part-000003.ndjson', 'trailer.ndjson'];
let log: MemoryLog;
let directory: string;
let whole: Buffer;
let count = 0;
const fresh = (name = ''): string => join(directory, `${count++}${name}`);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-export-'));
  log = await sealedLog([10, 300, 1_000], scriptedEvents(SIZE - scriptedEvents().length));
  whole = readFileSync(await exported('.ndjson'));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function exported(name: string, source: LogSource = memorySource(log), path = fresh(name)): Promise<string> {
  await writeExport({ source, target: await openTarget(path), publicKeys: [], partEvents: PART });
  return path;
}
const joined = (path: string): Buffer =>
  Buffer.concat(
    readdirSync(path)
      .filter((name) => name.endsWith('.ndjson'))
      .sort()
      .map((name) => readFileSync(join(path, name))),
  );
const changed = (bytes: Uint8Array): string => {
  const path = fresh('.ndjson');
  writeFileSync(path, bytes);
  return path;
};
const verify = (path: string, ...args: string[]) =>
  runCli(['verify', '--export', path, '--key-fingerprint', FINGERPRINT, ...args]);

test('a directory is the one file cut in parts, and its events are the public lines', async () => {
  const path = await exported('');
  expect(readdirSync(path).sort()).toEqual(FILES);
  expect(joined(path).equals(whole)).toBe(true);
  const events = whole
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"kind":'));
  expect(events).toEqual(log.lines.map((line) => Buffer.from(line).toString()));
});

test.each(['', '.ndjson'])('an export (%s) is verified by itself, and says what is not sealed', async (name) => {
  const { code, out } = await verify(await exported(name), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    ...{ ok: true, events: SIZE, sealed_through: 1_000, unsealed: { from: 1_001, to: SIZE } },
    ...{ seals: { count: 3, good: 3 }, key: { fingerprints: [FINGERPRINT], compared: true } },
  });
});

test('it holds no verifier', () => {
  expect(whole.includes('AAAAAAAAAAAAAAAAAAAA')).toBe(false);
});

describe('an export that is torn or edited', () => {
  const commands = ['verify', 'timeline'] as const;
  const refusals = async (path: string) => {
    const runs = await Promise.all([
      runCli(['verify', '--export', path, '--json']),
      runCli(['timeline', '--export', path, '--account', '10000000-0000-4000-8000-000000000001']),
    ]);
    return runs.map(({ code, out, err }, index) => ({ command: commands[index], code, text: out + err }));
  };

  test('at whatever byte it ends, is refused by every command', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
        for (const { code, text } of await refusals(changed(whole.subarray(0, length)))) {
          expect([code, text]).toEqual([
            1,
            expect.stringMatching(/truncated|ends before its manifest|first line is no header/),
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('in whatever byte it differs, is refused, an event by its number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        for (const { code } of await refusals(changed(bytes))) expect(code).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  test('names the event and its place', async () => {
    const path = await exported('');
    const part = join(path, 'part-000002.ndjson');
    writeFileSync(part, readFileSync(part, 'utf8').replace('Label 600', 'Label 6OO'));
    const [verified, other] = await refusals(path);
    expect(JSON.parse(verified?.text ?? '')).toMatchObject({ ok: false, first_bad: { from: 615, to: 615 } });
    expect(other?.text).toBe(
      'audit: the export is edited: event 615 (part-000002.ndjson, line 103) is not the one whose hash is beside it\n',
    );
  });

  test.each([
    ['the header', 'header.ndjson', /first line is no header/],
    ['a part', 'part-000002.ndjson', /leaf hashes from 1025 on stand where 513 is due/],
    ['the trailer', 'trailer.ndjson', /truncated: it ends before its manifest; whole through event 1100 \(part 3\)/],
  ])('misses %s', async (_, name, message) => {
    const path = await exported('');
    rmSync(join(path, name));
    expect((await refusals(path))[1]).toMatchObject({ code: 1, text: expect.stringMatching(message) });
  });

  test.each([
    ['the log’s id', (text: string) => text.replace('"log_id":"5', '"log_id":"6')],
    ['a position', (text: string) => text.replace(/("position":"[^"]*)0"/, '$11"')],
    ['the size of a part', (text: string) => text.replace('"part_events":512', '"part_events":256')],
    ['a count in the manifest', (text: string) => text.replace('"seals":3', '"seals":2')],
    ['the fingerprint of the key', (text: string) => text.replace(/("fingerprint":"sha256:)./, '$1x')],
    ['a space between members', (text: string) => text.replace('"kind":"leaves",', '"kind":"leaves", ')],
  ])('is refused for %s alone', async (_, edit) => {
    const edited = edit(whole.toString());
    expect(edited).not.toBe(whole.toString());
    for (const { code, text } of await refusals(changed(Buffer.from(edited)))) {
      expect([code, text]).toEqual([1, expect.stringMatching(/SHA-256|manifest counts|known format/)]);
    }
  });

  test('edited with all its sums put right, is found by its seals alone', async () => {
    const other = await sealedLog(
      [],
      scriptedEvents(SIZE - scriptedEvents().length).map((event) =>
        event.data['label'] === 'Label 600' ? { ...event, data: { ...event.data, label: 'Label 6OO' } } : event,
      ),
    );
    const path = await exported('', memorySource({ ...other, seals: log.seals }));
    const { code, out } = await verify(path, '--json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { first_bad: { from: 301, to: 1_000 } }]);
  });
});

describe('an export that was interrupted', () => {
  /** Breaks off before it hands over event `at`. */
  const breaking = (at: number): LogSource => {
    const source = memorySource(log);
    return {
      ...source,
      async *batches(onFault, options) {
        for await (const batch of source.batches(onFault, options)) {
          if ((batch.entries.at(-1)?.ordinal ?? 0) >= at) throw new Error('killed');
          yield batch;
        }
      },
    };
  };

  test.each(['', '.ndjson'])('(%s) goes on behind its last full part and is the same in the end', async (name) => {
    for (const at of [1, 200, 512, 700, 1_024, 1_090]) {
      const path = fresh(name);
      await expect(exported(name, breaking(at), path)).rejects.toThrow('killed');
      const { found } = await writeExport({
        source: memorySource(log),
        target: await openTarget(path),
        publicKeys: [],
        partEvents: PART,
      });
      expect(found).toBe(Math.floor(Math.max(0, at - 6) / PART) * PART);
      expect((name === '' ? joined(path) : readFileSync(path)).equals(whole)).toBe(true);
    }
  });

  test.each(['', '.ndjson'])(
    '(%s) before its trailer goes on behind a full part also when the log has grown',
    async (name) => {
      const path = fresh(name);
      const target = await openTarget(path);
      const begin = (what: Parameters<typeof target.begin>[0]) =>
        what === 'trailer' ? Promise.reject(new Error('killed')) : target.begin(what);
      const earlier = memorySource({ ...log, lines: log.lines.slice(0, 700), stated: undefined });
      const interrupted = { source: earlier, target: { ...target, begin }, publicKeys: [], partEvents: PART };
      await expect(writeExport(interrupted)).rejects.toThrow('killed');
      await exported(name, memorySource(log), path);
      expect((name === '' ? joined(path) : readFileSync(path)).equals(whole)).toBe(true);
    },
  );

  test('whose sums were made to fit what was altered is not gone on from', async () => {
    const lines = whole.toString().replace('Label 60"', 'Label 6O"').split('\n');
    const end = lines.findIndex((line) => line.startsWith('{"kind":"part"'));
    const sum = createHash('sha256')
      .update(`${lines.slice(1, end).join('\n')}\n`)
      .digest('hex');
    lines[end] = (lines[end] ?? '').replace(/"sha256":"[0-9a-f]+"/, `"sha256":"${sum}"`);
    const path = fresh('.ndjson');
    writeFileSync(`${path}.unfinished`, `${lines.slice(0, end + 1).join('\n')}\n`);
    await expect(exported('.ndjson', memorySource(log), path)).rejects.toThrow(/\(event 75 was altered\): remove it$/);
  });

  test('is not there under its own name until it is whole', async () => {
    const path = fresh('.ndjson');
    await expect(exported('.ndjson', breaking(900), path)).rejects.toThrow('killed');
    expect((await verify(path)).code).toBe(4);
  });

  test('is torn at any byte, as a crash of the machine may leave it, and goes on all the same', async () => {
    const path = fresh('.ndjson');
    for (const length of [5, 3_000, 200_000, 300_000]) {
      writeFileSync(`${path}.unfinished`, whole);
      truncateSync(`${path}.unfinished`, length);
      await exported('.ndjson', memorySource(log), path);
      expect(readFileSync(path).equals(whole)).toBe(true);
      rmSync(path);
    }
  });

  test('is not gone on from when what is there was altered, or is of another log', async () => {
    const path = fresh('.ndjson');
    writeFileSync(`${path}.unfinished`, whole.toString().replace('Label 60"', 'Label 6O"'));
    await expect(exported('.ndjson', memorySource(log), path)).rejects.toThrow(/cannot be gone on from .*: remove it/);
    writeFileSync(`${path}.unfinished`, whole);
    const other = {
      ...memorySource(log),
      identity: () => Promise.resolve({ log: 'events', logId: 'other', store: 'postgres', total: 0 } as const),
    };
    await expect(exported('.ndjson', other, path)).rejects.toThrow(/of another log/);
  });

  test('takes the place of no export that is there', async () => {
    await expect(exported('', memorySource(log), await exported(''))).rejects.toThrow(
      /there is an export at .* already/,
    );
    await expect(exported('', memorySource(log), await exported('.ndjson'))).rejects.toThrow(/already/);
  });
});

test.each(['', '.ndjson'])('of two that write to one place (%s), whoever is done has a whole export', async (name) => {
  const path = fresh(name);
  let other: string | undefined;
  // The other one, of a log that has grown meanwhile, begins and ends within this one.
  const grown = await sealedLog([10, 300, 1_000], scriptedEvents(SIZE + 600 - scriptedEvents().length));
  const source = memorySource(log);
  const slow: LogSource = {
    ...source,
    async *batches(...asked) {
      for await (const batch of source.batches(...asked)) {
        if (other === undefined && (batch.entries[0]?.ordinal ?? 0) > 700)
          other = await exported(name, memorySource(grown), path);
        yield batch;
      }
    },
  };
  await expect(exported(name, slow, path)).rejects.toThrow(/^(somebody else writes|there is an export at)/);
  expect((await verify(other ?? '')).code).toBe(0);
});
