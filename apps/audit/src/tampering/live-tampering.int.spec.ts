import type { JsonObject } from '@latchkey/event-store';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditStage, setAuditStage } from '../testing/audit-stage';
import { sealsOf } from '../testing/memory-log';
import { scriptedEvents } from '../testing/scripted-events';
import {
  linesOfRows,
  openAsSuperuser,
  replaceEvents,
  replaceLeaves,
  replaceSeals,
  type StoredRow,
  withVersions,
} from './superuser';
import { firstDifference, leavesOf } from './tampered-export';

const SIZE = 70;
const SEALED = [15, 30, 50, 66];
const LAST = 66;
const rows: readonly StoredRow[] = scriptedEvents(SIZE - scriptedEvents().length);

let stage: AuditStage;
let attacker: ReturnType<typeof openAsSuperuser>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-tampering-'));
  stage = await setAuditStage({ events: scriptedEvents(SIZE - scriptedEvents().length), sealAt: SEALED });
  attacker = openAsSuperuser(stage.database.name);
});
afterAll(async () => {
  await attacker.close();
  await stage.dispose();
  rmSync(folder, { recursive: true });
});

/** By the command, as an auditor runs it who has kept the heads of these sizes. */
async function verify(...kept: readonly number[]) {
  const file = join(folder, 'heads');
  writeFileSync(file, kept.map((size) => `${headOf(size)}\n`).join(''));
  const known = kept.length === 0 ? [] : ['--known-head', file];
  const args = ['verify', '--json', '--key-fingerprint', stage.fingerprint, ...known];
  const { code, out, err } = await stage.run(args);
  if (out === '') throw new Error(err);
  const { first_bad: first, findings } = JSON.parse(out) as { first_bad: object | null; findings: object[] };
  return { code, first, findings };
}

const headOf = (size: number): string => `${size}:${stage.seals.find((seal) => seal.size === size)?.root}`;
const at = (ordinal: number) => ({ from: ordinal, to: ordinal });
const between = (ordinal: number, sizes: readonly number[] = SEALED) => ({
  from: Math.max(0, ...sizes.filter((size) => size < ordinal)) + 1,
  to: Math.min(...sizes.filter((size) => size >= ordinal)),
});

type Change = (rows: readonly StoredRow[], at: number, other: number) => StoredRow[];
const edit = (rows: readonly StoredRow[], at: number, change: (row: StoredRow) => Partial<StoredRow>) =>
  rows.map((row, index) => (index === at ? { ...row, ...change(row) } : row));
const newId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const CHANGES: Record<string, Change> = {
  'other data': (all, n, m) => edit(all, n, ({ data }) => ({ data: { ...data, label: `other ${m}` } })),
  'another actor': (all, n, m) =>
    edit(all, n, ({ metadata }) => ({ metadata: { ...metadata, actor: { type: 'user', id: `${m}` } } as JsonObject })),
  'another type': (all, n) =>
    edit(all, n, ({ type }) => ({ type: type === 'KeyRevoked' ? 'KeyLabeled' : 'KeyRevoked' })),
  'another id': (all, n, m) => edit(all, n, () => ({ id: newId(m) })),
  'another stream': (all, n, m) => edit(all, n, () => ({ stream: `apikey-${newId(m)}` })),
  removed: (all, n) => all.toSpliced(n, 1),
  inserted: (all, n, m) => all.toSpliced(n, 0, { ...(all[m] as StoredRow), id: newId(m) }), // within the log
  moved: (all, n, m) => all.toSpliced(n, 1).toSpliced(m, 0, all[n] as StoredRow), // within the log
};

const places = fc.integer({ min: 0, max: LAST - 1 });
const changes = fc.tuple(fc.constantFrom(...Object.values(CHANGES)), places, places);

/** The rows as they are then, and the first ordinal that is not what it was, among those that are sealed. */
function changed([change, n, m]: [Change, number, number]) {
  const altered = withVersions(change(rows, n, m));
  const first = firstDifference(stage.lines, linesOfRows(altered)) ?? Infinity;
  fc.pre(first <= LAST);
  return { altered, first };
}

describe('a superuser alters the table with care, ordinals and versions made right', () => {
  test('and is found: the event is named by the leaf hashes, whose root was signed', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (how) => {
        const { altered, first } = changed(how);
        await attacker.write(...replaceEvents(altered), ...replaceLeaves(stage.logId, stage.lines));
        expect(await verify()).toMatchObject({ code: 1, first: at(first) });
      }),
      { numRuns: 35 },
    );
  });

  test('and the leaf hashes as well, and is found between two seals: only a root was signed, and it tells no more', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (how) => {
        const { altered, first } = changed(how);
        await attacker.write(...replaceEvents(altered), ...replaceLeaves(stage.logId, linesOfRows(altered)));
        expect(await verify()).toMatchObject({ code: 1, first: between(first) });
      }),
      { numRuns: 35 },
    );
  });

  test('and removes the leaf hashes, and is found between two seals', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (how) => {
        const { altered, first } = changed(how);
        await attacker.write(...replaceEvents(altered), ...replaceLeaves(stage.logId, []));
        expect(await verify()).toMatchObject({ code: 1, first: between(first) });
      }),
      { numRuns: 12 },
    );
  });
});

describe('a superuser who has the sealing key as well', () => {
  const seal = (lines: readonly Uint8Array[], sizes: readonly number[]) =>
    sealsOf(leavesOf(lines), sizes, stage.key, stage.logId);

  test('writes another history, and is found by whoever kept a head: between the heads that were kept', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (how) => {
        const { altered, first } = changed(how);
        const lines = linesOfRows(altered);
        await attacker.write(
          ...replaceEvents(altered),
          ...replaceLeaves(stage.logId, lines),
          ...replaceSeals(await seal(lines, SEALED)),
        );
        expect(await verify()).toMatchObject({ code: 0 });
        expect(await verify(LAST)).toMatchObject({ code: 1, first: { from: 1, to: LAST } });
        expect(await verify(30, LAST)).toMatchObject({ code: 1, first: between(first, [30, LAST]) });
      }),
      { numRuns: 15 },
    );
  });

  test('cuts the tail, and is found by whoever kept a head: the first event that is missing', async () => {
    for (const size of [1, 14, 15, 16, 49, 50, 65]) {
      const cut = rows.slice(0, size);
      const lines = linesOfRows(cut);
      const seals = await seal(lines, [...SEALED.filter((sealed) => sealed < size), size]);
      await attacker.write(...replaceEvents(cut), ...replaceLeaves(stage.logId, lines), ...replaceSeals(seals));
      expect(await verify()).toMatchObject({ code: 0 });
      expect(await verify(LAST)).toMatchObject({ code: 1, first: at(size + 1) });
    }
  });
});
