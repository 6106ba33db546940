import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OLD, type RowLogStage, ROWS, SEALED, setRowLogStage, TABLES } from '../testing/row-log-stage';
import { verifyExport } from './check-export';
import { firstDifference } from './tampered-export';

const LAST = 50;
const at = (ordinal: number) => ({ from: ordinal, to: ordinal });
const between = (ordinal: number) => ({
  from: Math.max(0, ...SEALED.filter((size) => size < ordinal)) + 1,
  to: Math.min(...SEALED.filter((size) => size >= ordinal)),
});

describe.each(['accesses', 'user-actions'] as const)('the log %s', (log) => {
  const { change, remove, insert, swap, retain, view, schema } = TABLES[log];
  let stage: RowLogStage;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-rows-'));
    stage = await setRowLogStage(log);
  });
  afterEach(() => stage.restore());
  afterAll(async () => {
    await stage.dispose();
    rmSync(folder, { recursive: true });
  });

  const run = (args: readonly string[], now?: string) =>
    stage.run([...args, '--json'], { env: { EVENT_STORE_URL: '' }, ...(now === undefined ? {} : { now }) });
  async function verify(args: readonly string[] = ['--log', log], now?: string) {
    const { code, out, err } = await run(['verify', '--key-fingerprint', stage.fingerprint, ...args], now);
    if (out === '') throw new Error(err);
    const { first_bad: first, ...rest } = JSON.parse(out) as { first_bad: object | null; findings: object[] };
    return { code, first, ...rest };
  }

  test('is verified with the role of an auditor, and what is not sealed is told', async () => {
    expect(await verify()).toMatchObject({
      ...{ code: 0, ok: true, log, events: ROWS, gone: 0, sealed_through: LAST, findings: [] },
      unsealed: { from: LAST + 1, to: ROWS },
    });
  });

  const ordinals = log === 'accesses' ? 'commerce.access_records' : 'key_management.user_action_ordinals';
  const cut = (where: string) =>
    log === 'accesses'
      ? `DELETE FROM ${ordinals} WHERE ${where}`
      : `DELETE FROM key_management.user_actions WHERE ordinal IN (SELECT action FROM ${ordinals} WHERE ${where});
         DELETE FROM ${ordinals} WHERE ${where}`;

  const sealed = fc.integer({ min: 1, max: LAST });
  const changes = fc.oneof(
    sealed.map((n) => change(n)),
    sealed.map((n) => remove(n)),
    sealed.map((n) => insert(n)),
    fc
      .tuple(sealed, sealed)
      .filter(([n, m]) => n !== m)
      .map(([n, m]) => swap(n, m)),
  );

  test.each([
    ['is named by the leaf hashes', false],
    ['is between two seals, when the leaf hashes were altered too', true],
  ])('a row that was changed, removed, put in or moved, the ordinals made right, %s', async (_, rehashed) => {
    await fc.assert(
      fc.asyncProperty(changes, async (sql) => {
        await stage.tamper(sql);
        if (rehashed) await stage.rehash();
        const first = firstDifference(stage.original, await stage.rowLines()) ?? Infinity;
        expect(await verify()).toMatchObject({ code: 1, first: rehashed ? between(first) : at(first) });
        await stage.restore();
      }),
      { numRuns: 12 },
    );
  });

  test('a row that is missing behind the first one is named, whatever the leaf hashes say', async () => {
    for (const n of [2, 15, 49]) {
      await stage.tamper(cut(`ordinal = ${n}`));
      expect(await verify()).toMatchObject({ code: 1, first: at(n) });
      await stage.rehash();
      expect(await verify()).toMatchObject({ code: 1, first: at(n) });
      await stage.restore();
    }
  });
  test('a tail that was cut below the last seal is missing from its first row on', async () => {
    await stage.tamper(cut('ordinal > 47'));
    expect(await verify()).toMatchObject({ code: 1, first: at(48) });
  });

  test('a seal that was altered or is gone is found', async () => {
    await stage.tamper(`UPDATE ${schema}.seals SET seal = replace(seal, '"size":30', '"size":31') WHERE size = 30`);
    expect(await verify()).toMatchObject({ code: 1, first: { from: 16, to: 31 } });
    await stage.restore();
    await stage.tamper(`DELETE FROM ${schema}.seals WHERE log = '${log}' AND size = 30`);
    expect(await verify()).toMatchObject({ code: 1, first: { from: 31, to: 50 } });
  });

  test('a head that was kept is compared, and those of other logs are left out', async () => {
    const { root } = (await verify()) as unknown as { root: string };
    expect(await verify(['--log', log, '--known-head', `${ROWS}:${root}`])).toMatchObject({ code: 0 });
    await stage.tamper(change(ROWS));
    expect(await verify(['--log', log])).toMatchObject({ code: 0 });
    expect(await verify(['--log', log, '--known-head', `${ROWS}:${root}`])).toMatchObject({
      code: 1,
      first: { from: 51, to: 60 },
    });
  });

  describe('whose first rows went by retention', () => {
    beforeEach(() => stage.owner.query(retain));

    test('says so, takes them from their leaf hashes, and finds what was done to the others', async () => {
      expect(await verify()).toMatchObject({ code: 0, ok: true, events: ROWS, gone: OLD, sealed_through: LAST });
      const { out } = await stage.run(['verify', '--log', log]);
      expect(out).toContain(
        `Ordinals 1 to ${OLD} are gone by retention; their leaf hashes still make up the sealed root.`,
      );
      await stage.tamper(change(OLD + 1));
      expect(await verify()).toMatchObject({ code: 1, first: at(OLD + 1) });
    });

    test('is not as it was when a leaf hash of what is gone was altered, or is gone as well', async () => {
      const tiles = `${schema}.tree_tiles`;
      await stage.tamper(
        `UPDATE ${tiles} SET hashes = overlay(hashes PLACING sha256('x') FROM 2 * 32 + 1) WHERE level = 0`,
      );
      expect(await verify()).toMatchObject({ code: 1, first: between(3) });
      await stage.tamper(`DELETE FROM ${tiles}`);
      expect(await verify()).toMatchObject({ code: 1, first: at(1) });
    });

    test('is not exported, in one sentence', async () => {
      const { code, err } = await run(['export', '--log', log, '--out', join(folder, 'half.ndjson')]);
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/^audit: the first rows of the log \S+ are gone by retention/),
      ]);
    });
  });

  test('of which first rows are gone that retention would have left is not as it was', async () => {
    await stage.tamper(cut(`ordinal <= ${OLD}`));
    // A week after the seals.
    expect(await verify(undefined, '2026-07-08T00:00:00.000Z')).toMatchObject({
      code: 1,
      first: { from: 16, to: OLD },
    });
    await stage.tamper(cut('ordinal <= 52'));
    expect(await verify()).toMatchObject({ code: 1, first: at(LAST + 1) });
    await stage.restore();
    await stage.tamper(`${cut('ordinal <= 40')}; DELETE FROM ${schema}.seals WHERE size = 50`);
    expect(await verify()).toMatchObject({ code: 1, first: { from: 31, to: 40 } });
  });

  test('of which no row is left is told to be gone', async () => {
    await stage.tamper(cut('true'));
    expect(await verify()).toMatchObject({ code: 0, gone: LAST, events: LAST, sealed_through: LAST });
    expect(await verify(undefined, '2026-07-08T00:00:00.000Z')).toMatchObject({
      code: 1,
      first: { from: 16, to: LAST },
    });
  });

  test('of which a row is there twice is not as it was', async () => {
    await stage.owner.query(`ALTER VIEW ${view} RENAME TO hidden`);
    await stage.owner
      .query(`CREATE VIEW ${view} AS TABLE ${schema}.hidden UNION ALL SELECT * FROM ${schema}.hidden WHERE ordinal = 55;
      GRANT SELECT ON ${view} TO latchkey_auditor`);
    try {
      expect(await verify()).toMatchObject({ code: 1, first: at(56) });
    } finally {
      await stage.owner.query(`DROP VIEW ${view}; ALTER VIEW ${schema}.hidden RENAME TO ${view.split('.')[1]}`);
    }
  });

  test('is exported in the same format: our command and the script agree on it, whole and altered', async () => {
    const path = join(folder, 'rows.ndjson');
    expect(await run(['export', '--log', log, '--out', path])).toMatchObject({ code: 0 });
    expect(await verify(['--export', path])).toMatchObject({ code: 0, log, events: ROWS, sealed_through: LAST });
    const known = [{ size: 30, root: '0'.repeat(64), log: 'events' }];
    expect(await verifyExport(path, [stage.fingerprint], known)).toMatchObject({ events: ROWS, proved: LAST });
    writeFileSync(path, readFileSync(path, 'utf8').replace('request 33', 'request 34'));
    expect(await verify(['--export', path])).toMatchObject({ code: 1, first: at(33) });
    expect(await verifyExport(path, [stage.fingerprint], [])).toEqual({ fault: expect.stringMatching(/^event 33 /) });
    expect(await stage.run(['verify', '--export', path, '--log', 'events'])).toMatchObject({ code: 2 });
    expect(
      await stage.run(['timeline', '--export', path, '--account', '5f1d7e80-3a52-4d8b-9a41-0b6a3c7f2e11']),
    ).toMatchObject({
      ...{ code: 2, out: '' },
      err: `audit: the export is of the log ${log}, and this is about the log events\n`,
    });
  });
});

test('what was done about users past the numbering is found', async () => {
  const stage = await setRowLogStage('user-actions');
  try {
    await stage.tamper(
      `INSERT INTO key_management.user_actions (time, action, request_id) VALUES (now(), 'renamed', 'x')`,
    );
    const { code, out } = await stage.run(['verify', '--log', 'user-actions']);
    expect([code, out]).toEqual([1, expect.stringMatching(/row \d+ of key_management.user_actions has no ordinal/)]);
  } finally {
    await stage.dispose();
  }
});
