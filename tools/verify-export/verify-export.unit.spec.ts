import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_ID, makeExport, type MadeExport, testKey } from './testing/make-export';

type Verify = (
  path: string,
  fingerprints: readonly string[],
  heads: readonly object[],
) => Promise<{ events?: number; proved?: number; root?: string; fault?: string }>;

const SCRIPT = `${import.meta.dirname}/verify-export.mjs`;
// A script, not a module with types: it is what is handed to others, as it is.
const { verifyExport } = (await import(SCRIPT)) as { verifyExport: Verify };

const SIZE = 600;
const SEALED = [100, 256, 300, 590];

/** Two streams that take turns. */
const eventLine = (ordinal: number, label = `label ${ordinal}`): string =>
  JSON.stringify({
    ...{ data: { label }, id: `70000000-0000-5000-8000-${String(ordinal).padStart(12, '0')}`, metadata: {}, ordinal },
    ...{ stream: `apikey-${ordinal % 2}`, type: 'KeyLabeled', version: Math.floor((ordinal - 1) / 2) },
  });
const eventLines = (size: number) => Array.from({ length: size }, (_, n) => eventLine(n + 1));

let folder: string;
let made: MadeExport;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-verify-export-'));
  made = await makeExport(eventLines(SIZE), SEALED);
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = (lines: readonly string[], heads: readonly object[] = [], fingerprint = made.fingerprint) => {
  const file = join(folder, 'export.ndjson');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return verifyExport(file, [fingerprint], heads);
};
const headOf = (size: number) => ({ size, root: made.seals.find((seal) => seal.size === size)?.root });

describe('a good export', () => {
  test('is proved through its last seal, and what is behind it is not', async () => {
    expect(await verify(made.lines)).toMatchObject({ events: SIZE, proved: 590 });
  });

  test('agrees with heads that are known, seals or size and root, also behind its last seal', async () => {
    const { seals } = await makeExport(eventLines(SIZE), [SIZE]);
    expect(await verify(made.lines, [headOf(300), ...made.seals, ...seals])).toMatchObject({ proved: SIZE });
  });

  test('is the same in a directory of files', async () => {
    const directory = join(folder, 'parts');
    mkdirSync(directory);
    const cut = made.lines.findIndex((line) => line.startsWith('{"kind":"part"')) + 1;
    const files = {
      'header.ndjson': [0, 1],
      'part-000001.ndjson': [1, cut],
      'trailer.ndjson': [cut, undefined],
    } as const;
    for (const [name, [from, to]] of Object.entries(files)) {
      writeFileSync(
        join(directory, name),
        made.lines
          .slice(from, to)
          .map((line) => `${line}\n`)
          .join(''),
      );
    }
    writeFileSync(join(directory, 'notes.txt'), 'not part of it');
    expect(await verifyExport(directory, [made.fingerprint], [])).toMatchObject({ proved: 590 });
  });

  test('without a seal proves nothing, but for what a known head does', async () => {
    const { lines } = await makeExport(eventLines(9), []);
    const { seals } = await makeExport(eventLines(9), [7]);
    expect(await verify(lines)).toEqual({ fault: expect.stringMatching(/nothing can be said/) });
    expect(await verify(lines, [{ size: 7, root: seals[0]?.root }])).toMatchObject({ events: 9, proved: 7 });
  });

  test('of two sealing keys needs both to be named', async () => {
    const other = testKey(2);
    const first = await makeExport(eventLines(9), [9]);
    const foreign = await makeExport(eventLines(9), [9], { key: other });
    expect(await verify(foreign.lines, [], first.fingerprint)).toEqual({
      fault: expect.stringMatching(/^export.ndjson, line 14 is not signed with a key that you named$/),
    });
    expect(await verify(foreign.lines, [], other.fingerprint)).toMatchObject({ proved: 9 });
  });
});

/** As somebody would who knows how an export is made: with all sums and hashes right again, and no key to sign with. */
const rewritten = async (events: readonly string[]) => {
  const { lines } = await makeExport(events, []);
  const trailer = made.lines.filter((line) => /^{"kind":"(key|seal)"/.test(line));
  return withSums([...lines.filter((line) => !/^{"kind":"(key|manifest)"/.test(line)), ...trailer, lines.at(-1) ?? '']);
};
/** The manifest's own members made right again. */
const withSums = async (lines: readonly string[]) => {
  const { createHash } = await import('node:crypto');
  const outer = createHash('sha256');
  for (const line of lines) if (/^{"kind":"(header|part|key|seal)"/.test(line)) outer.update(`${line}\n`);
  const manifest = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
  const seals = lines.filter((line) => line.startsWith('{"kind":"seal"')).length;
  return [...lines.slice(0, -1), JSON.stringify({ ...manifest, seals, sha256: outer.digest('hex') })];
};

describe('what somebody altered who can make all sums right again', () => {
  const events = eventLines(SIZE);

  test.each([
    [
      50,
      'event 1 or one of the next, up to 100, is not what it was when the seal in export.ndjson, line 608 was signed',
    ],
    [100, 'event 1 or one of the next, up to 100, is not what it was'],
    [101, 'event 101 or one of the next, up to 256, is not what it was'],
    [590, 'event 301 or one of the next, up to 590, is not what it was'],
  ])('event %i lies between two seals, which is how near it can be told', async (ordinal, fault) => {
    const { fault: found } = await verify(await rewritten(events.with(ordinal - 1, eventLine(ordinal, 'other'))));
    expect(found).toMatch(fault);
  });

  test('an event behind the last seal is not found, and not claimed to be', async () => {
    const lines = await rewritten(events.with(590, eventLine(591, 'other')));
    expect(await verify(lines)).toMatchObject({ proved: 590 });
    const known = await makeExport(events, [SIZE]);
    expect(await verify(lines, known.seals)).toEqual({
      fault: expect.stringMatching(/^event 591 or one of the next, up to 600/),
    });
  });

  test('a tail that was cut off is missed by whoever knows a later head, and by nobody else', async () => {
    const short = await makeExport(events.slice(0, 256), [100, 256]);
    expect(await verify(short.lines)).toMatchObject({ events: 256, proved: 256 });
    expect(await verify(short.lines, [headOf(590)])).toEqual({
      fault: 'event 257 is missing, and all behind it, up to your head of 590 events',
    });
  });

  test('another history with the same key is found by whoever knows a head behind where it begins', async () => {
    const other = events.map((line, n) => (n < 299 ? line : eventLine(n + 1, 'another history')));
    const { lines } = await makeExport(other, SEALED);
    expect(await verify(lines)).toMatchObject({ proved: 590 });
    expect(await verify(lines, [headOf(256)])).toMatchObject({ proved: 590 });
    expect(await verify(lines, [headOf(300)])).toEqual({
      fault: 'event 257 or one of the next, up to 300, is not what it was when your head of 300 events was signed',
    });
  });

  test('a copied log, which has another id, agrees with the heads of the first one as long as it is the same', async () => {
    const { seals } = await makeExport(events, SEALED, { logId: LOG_ID.replace('3', '4') });
    expect(await verify(made.lines, seals)).toMatchObject({ proved: 590 });
    const other = await makeExport(events.with(4, eventLine(5, 'other')), SEALED, { logId: LOG_ID.replace('3', '4') });
    expect((await verify(made.lines, other.seals)).fault).toMatch(/^event 1 or one of the next, up to 100,/);
  });

  test('a seal of another log is none of this one’s', async () => {
    const { lines } = await makeExport(events, SEALED, { logId: LOG_ID.replace('3', '4') });
    const foreign = await withSums(
      made.lines.map((line, at) => (line.startsWith('{"kind":"seal"') ? (lines[at] ?? '') : line)),
    );
    expect((await verify(foreign)).fault).toMatch(/line 608 is of another log than the export$/);
  });

  test('a head whose signature is not good does not count', async () => {
    const [first, second] = made.seals;
    expect(await verify(made.lines, [{ ...first, signature: second?.signature }])).toEqual({
      fault: 'your head has a signature that is not good',
    });
  });

  test('a seal of another key, and one that was exchanged', async () => {
    const foreign = await makeExport(events, SEALED, { key: testKey(2) });
    const [good, wrong] = [made, foreign].map(({ lines }) =>
      lines.findLastIndex((line) => line.startsWith('{"kind":"seal"')),
    );
    const exchanged = made.lines.with(good ?? 0, foreign.lines[wrong ?? 0] ?? '');
    expect((await verify(await withSums(exchanged))).fault).toMatch(/line 611 is not signed with a key that you named/);
    const tampered = made.lines.with(good ?? 0, (made.lines[good ?? 0] ?? '').replace('"size":590', '"size":591'));
    expect((await verify(await withSums(tampered))).fault).toMatch(/line 611 has a signature that is not good/);
    const skipped = made.lines.toSpliced((good ?? 0) - 1, 1);
    expect((await verify(await withSums(skipped))).fault).toMatch(/line 610 does not follow the seal before it/);
  });
});

describe('what was altered without more ado', () => {
  const place = (ordinal: number) => made.lines.indexOf(eventLine(ordinal));

  test.each([1, 2, 255, 256, 257, 512, 513, SIZE])(
    'event %i is named when it differs, is missing, or comes twice',
    async (ordinal) => {
      const at = place(ordinal);
      const name = `event ${ordinal} (export.ndjson, line ${at + 1})`;
      expect(await verify(made.lines.with(at, eventLine(ordinal, 'other')))).toEqual({
        fault: `${name} has not the hash that is kept beside it`,
      });
      expect((await verify(made.lines.toSpliced(at, 0, eventLine(ordinal)))).fault).toMatch(
        /^event \d+ \(.*says it is \d+: it was moved/,
      );
      const gone = (await verify(made.lines.toSpliced(at, 1))).fault ?? '';
      expect(gone).toMatch(
        ordinal % 256 === 0 || ordinal === SIZE ? /line \d+ does not say what is there/ : `event ${ordinal} (`,
      );
    },
  );

  test('two events that changed places', async () => {
    const [one, other] = [place(20), place(23)];
    const lines = made.lines.with(one, eventLine(23)).with(other, eventLine(20));
    expect((await verify(lines)).fault).toMatch(/^event 20 \(export.ndjson, line 21\) says it is 23/);
  });

  test('a version that is missing in a stream, before its hash is asked for', async () => {
    const lines = made.lines.with(place(20), eventLine(20).replace('"version":9', '"version":10'));
    expect((await verify(lines)).fault).toMatch(/^event 20 \(.*is version 10 of its stream, where 9 is due$/);
  });

  test('a line that is no JSON is named, and nothing of it is repeated', async () => {
    const lines = made.lines.with(place(20), '{"data":\u001b[31m}');
    expect(await verify(lines)).toEqual({ fault: 'event 20 (export.ndjson, line 21) cannot be understood' });
  });

  test.each([1, 2, 200, 258, 514, 606, 607, 610])('an end behind line %i', async (count) => {
    expect((await verify(made.lines.slice(0, count))).fault).toMatch(/cut|is missing/);
  });

  test('an end in the middle of a line', async () => {
    const file = join(folder, 'cut.ndjson');
    const bytes = readFileSync(join(folder, 'export.ndjson'));
    for (const length of [1, 100, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      expect((await verifyExport(file, [made.fingerprint], [])).fault).toMatch(/cut|cannot be understood/);
    }
  });

  test.each([
    ['events', 1],
    ['root', 'ab'.repeat(32)],
    ['parts', []],
    ['seals', 0],
    ['sha256', 'ab'.repeat(32)],
    ['more', 1],
  ])('a manifest with another %s', async (member, value) => {
    const manifest = { ...(JSON.parse(made.lines.at(-1) ?? '') as object), [member]: value };
    expect((await verify(made.lines.with(-1, JSON.stringify(manifest)))).fault).toMatch(
      /line 612 does not say what is there/,
    );
  });

  test('a manifest that says the same in other bytes', async () => {
    const spaced = (made.lines.at(-1) ?? '').replace(',', ', ');
    expect((await verify(made.lines.with(-1, spaced))).fault).toMatch(/line 612 is not written as an export is/);
  });

  test('a line of a kind that is not known, and one behind the end', async () => {
    expect((await verify(made.lines.toSpliced(3, 0, '{"kind":"note"}'))).fault).toMatch(
      /line 4 does not say what is there/,
    );
    expect((await verify([...made.lines, eventLine(601)])).fault).toMatch(/line 613 stands behind the end/);
  });
});

test('the script has at most 150 lines and needs nothing but Node', () => {
  const source = readFileSync(SCRIPT, 'utf8');
  expect(source.split('\n').length - 1).toBeLessThanOrEqual(150);
  expect(
    [...source.matchAll(/from '([^']*)'|import\(|require\(/g)].every(([, name]) => name?.startsWith('node:')),
  ).toBe(true);
});
