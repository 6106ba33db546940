import { openLiveSource } from '../sources/live-source';
import { type AuditStage, setAuditStage } from '../testing/audit-stage';
import { account, key, merchant, scriptedEvents } from '../testing/scripted-events';
import { compareReadModel, repairReadModel } from './compare-read-model';
import { createLogReader } from './log-reader';
import { readModelPool } from './read-model';

let stage: AuditStage;
beforeAll(async () => {
  stage = await setAuditStage({ sealAt: [] });
  await stage.owner.query('UPDATE key_management.read_model_checkpoint SET position = $1', [await stage.store.head()]);
});
afterAll(() => stage.dispose());

interface Answer {
  readonly ok: boolean;
  readonly rows: number;
  readonly repaired: number | null;
  readonly differences: readonly {
    table: string;
    id: string;
    problem: string;
    stored: object | null;
    expected: object | null;
  }[];
}
async function diff(...args: string[]): Promise<Answer & { code: number }> {
  const asWriter = args.includes('--repair') ? { DATABASE_URL: stage.database.url('key_management') } : {};
  const { code, out, err } = await stage.run(['diff', '--json', ...args], { env: asWriter });
  if (out === '') throw new Error(err);
  return { code, ...(JSON.parse(out) as Answer) };
}

test('rows that are missing are found one by one, and made from the log', async () => {
  const found = await diff();
  expect([found.code, found.rows, found.differences.length]).toEqual([1, 13, 13]);
  expect(new Set(found.differences.map(({ problem }) => problem))).toEqual(new Set(['missing']));
  expect(await diff('--repair')).toMatchObject({ code: 0, ok: true, repaired: 13 });
  expect(await diff()).toMatchObject({ code: 0, ok: true, differences: [] });
});

test.each<[string, string, object]>([
  [
    'a label',
    `UPDATE key_management.api_keys SET label = 'Till X' WHERE id = '${key(1)}'`,
    { table: 'api_keys', id: key(1), problem: 'different', stored: { label: 'Till X' }, expected: { label: 'Till 1' } },
  ],
  [
    'a revocation taken back',
    `UPDATE key_management.api_keys SET revoked_at = NULL, revoked_by_type = NULL, revoked_by_id = NULL WHERE id = '${key(1)}'`,
    {
      table: 'api_keys',
      id: key(1),
      stored: { revoked_at: null },
      expected: { revoked_at: '2026-06-01T10:00:00.000000Z' },
    },
  ],
  [
    'a microsecond',
    `UPDATE key_management.api_keys SET created_at = created_at + interval '1 microsecond' WHERE id = '${key(2)}'`,
    { table: 'api_keys', id: key(2), stored: { created_at: '2026-02-02T10:00:00.000001Z' } },
  ],
  [
    'a scope',
    `UPDATE key_management.api_keys SET merchant_ids = NULL, features = NULL WHERE id = '${key(2)}'`,
    { table: 'api_keys', id: key(2), stored: { merchant_ids: null, features: null } },
  ],
  [
    'a version that claims to be later',
    `UPDATE key_management.api_keys SET version = 900, label = 'x', label_folded = 'x' WHERE id = '${key(3)}'`,
    { table: 'api_keys', id: key(3), stored: { version: 900 } },
  ],
  [
    'a merchant that came back',
    `UPDATE key_management.merchants SET removed_at = NULL WHERE id = '${merchant(2)}'`,
    { table: 'merchants', id: merchant(2), stored: { removed_at: null } },
  ],
  [
    'an account of another model',
    `UPDATE key_management.accounts SET operating_model = 'ecosystem' WHERE id = '${account(1)}'`,
    {
      table: 'accounts',
      id: account(1),
      stored: { operating_model: 'ecosystem' },
      expected: { operating_model: 'managed_ecosystem' },
    },
  ],
  [
    'a key that nobody made',
    `INSERT INTO key_management.api_keys SELECT ('${key(77)}'::uuid), account_id, label, label_folded, display, merchant_ids, features, replaces, created_at, created_by_type, created_by_id, revoked_at, revoked_by_type, revoked_by_id, version FROM key_management.api_keys WHERE id = '${key(3)}'`,
    { table: 'api_keys', id: key(77), problem: 'extra', expected: null },
  ],
  [
    'a key that is gone',
    `DELETE FROM key_management.api_keys WHERE id = '${key(4)}'`,
    { table: 'api_keys', id: key(4), problem: 'missing', stored: null },
  ],
  [
    'a key that no list by its use shows',
    `DELETE FROM key_management.api_key_uses WHERE key_id = '${key(4)}'`,
    { table: 'api_key_uses', id: key(4), problem: 'missing' },
  ],
])('%s altered by hand is found, and repaired', async (_, sql, difference) => {
  await stage.owner.query(sql);
  const { code, differences } = await diff();
  expect([code, differences]).toMatchObject([1, [difference]]);
  expect(await diff('--repair')).toMatchObject({ code: 0, ok: true, repaired: 1 });
});

test('what goes on meanwhile is neither a difference nor undone', async () => {
  await stage.owner.query(`UPDATE key_management.api_keys SET label = 'x' WHERE id = '${key(2)}'`);
  // As the projector does it, under the lock of the checkpoint, while the rows are compared and repaired.
  const events = scriptedEvents(40).slice(14);
  const projecting = (async () => {
    for (const { stream, version, id, type, data, metadata } of events) {
      const { position } = await stage.store.append(stream, version - 1, [{ id, type, data, metadata }]);
      const label = String(data['label']);
      await stage.pool.query(`
        WITH held AS (SELECT FROM key_management.read_model_checkpoint FOR UPDATE),
        moved AS (UPDATE key_management.read_model_checkpoint SET position = '${position}'),
        used AS (UPDATE key_management.api_key_uses SET label_folded = lower('${label}') WHERE key_id = '${key(2)}')
        UPDATE key_management.api_keys SET label = '${label}', label_folded = lower('${label}'), version = ${version}
        WHERE id = '${key(2)}' AND (SELECT count(*) FROM held) = 1`);
    }
  })();
  const runs: Answer[] = [];
  for (let n = 0; n < 5; n++) runs.push(await diff('--repair'));
  await projecting;
  expect(runs.every(({ ok }) => ok)).toBe(true);
  expect(await diff()).toMatchObject({ code: 0, ok: true });
  const { rows } = await stage.owner.query(`SELECT label FROM key_management.api_keys WHERE id = '${key(2)}'`);
  expect(rows).toEqual([{ label: 'Label 39' }]);
});

test('a row that the projector has put right in between is left as it is then', async () => {
  await stage.owner.query(`UPDATE key_management.api_keys SET label = 'x' WHERE id = '${key(2)}'`);
  const pool = readModelPool(stage.database.url('key_management'));
  const open = () => openLiveSource({ storeUrl: stage.database.url('auditor'), databaseUrl: undefined });
  const reader = createLogReader({ open, compare: stage.store.compare });
  const written = await compareReadModel({ pool, reader }, async (found, tables) => {
    expect(found.differences.map(({ id }) => id)).toEqual([key(2)]);
    const [event] = scriptedEvents(41).slice(-1);
    if (!event) throw new Error('there is one');
    const { position } = await stage.store.append(event.stream, event.version - 1, [event]);
    await stage.pool.query('UPDATE key_management.read_model_checkpoint SET position = $1', [position]);
    await stage.pool.query(
      `UPDATE key_management.api_keys SET label = 'Label 40', label_folded = 'label 40', version = $1 WHERE id = $2`,
      [event.version, key(2)],
    );
    await stage.pool.query(`UPDATE key_management.api_key_uses SET label_folded = 'label 40' WHERE key_id = $1`, [
      key(2),
    ]);
    return repairReadModel({ pool, reader }, found, tables);
  });
  await pool.end();
  expect(written).toBe(0);
  expect(await diff()).toMatchObject({ code: 0, ok: true });
});

test('a role that may not write repairs nothing, with one sentence', async () => {
  await stage.owner.query(`UPDATE key_management.accounts SET name = 'x' WHERE id = '${account(1)}'`);
  const { code, err } = await stage.run(['diff', '--repair']);
  expect([code, err]).toEqual([5, 'audit: the role that the URL names may not do this (permission denied)\n']);
  await diff('--repair');
});

test('a read model of another log is not compared row by row', async () => {
  const other = '00000000-0000-4000-8000-000000000000:0000000000000003';
  const { rows } = await stage.owner.query('SELECT position FROM key_management.read_model_checkpoint');
  await stage.owner.query('UPDATE key_management.read_model_checkpoint SET position = $1', [other]);
  expect(await stage.run(['diff'])).toEqual({
    code: 1,
    out: '',
    err: 'audit: the read model was made of another log than this one: key-management rebuilds it by itself\n',
  });
  await stage.owner.query('UPDATE key_management.read_model_checkpoint SET position = $1', [rows[0].position]);
});
