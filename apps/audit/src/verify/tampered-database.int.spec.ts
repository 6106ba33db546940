import fc from 'fast-check';
import { type AuditStage, setAuditStage } from '../testing/audit-stage';
import { scriptedEvents } from '../testing/scripted-events';

const LABELS = 46;
const SIZE = scriptedEvents(LABELS).length;
let stage: AuditStage;
const TABLES = ['event_store.events', 'key_management.seals', 'key_management.tree_tiles'];
const copyOf = (table: string) => `untouched.${table.replace('.', '_')}`;
beforeAll(async () => {
  stage = await setAuditStage({ events: scriptedEvents(LABELS), sealAt: [15, 30, 50] });
  const copies = TABLES.map((table) => `CREATE TABLE ${copyOf(table)} AS TABLE ${table};`).join('');
  await stage.owner.query(
    `CREATE SCHEMA untouched; ${copies} ALTER TABLE event_store.events DROP CONSTRAINT events_position_check`,
  );
});
const restore = () =>
  stage.tamper(TABLES.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE ${copyOf(table)}`).join(';'));
afterEach(restore);
afterAll(() => stage.dispose());

async function verify(...args: string[]) {
  const { code, out, err } = await stage.run(['verify', '--json', '--key-fingerprint', stage.fingerprint, ...args]);
  if (out === '') throw new Error(err);
  const { first_bad: first, findings } = JSON.parse(out) as {
    first_bad: object | null;
    findings: { message: string }[];
  };
  return { code, first, messages: findings.map(({ message }) => message) };
}
const at = (ordinal: number) => ({ from: ordinal, to: ordinal });

describe('with SQL, by somebody who may do anything', () => {
  test.each<[string, string, object]>([
    ['a byte of an event', `UPDATE event_store.events SET data = set_byte(data, 20, 33) WHERE position = 22`, at(22)],
    [
      'a byte of a verifier',
      `UPDATE event_store.events SET data = convert_to(replace(convert_from(data, 'UTF8'), 'AAAA"', 'AAAE"'), 'UTF8') WHERE position = 6`,
      at(6),
    ],
    ['bytes that are no JSON', `UPDATE event_store.events SET data = '\\xff00' WHERE position = 40`, at(40)],
    ['the type of an event', `UPDATE event_store.events SET type = 'KeyRevoked' WHERE position = 33`, at(33)],
    ['the id of an event', `UPDATE event_store.events SET id = gen_random_uuid() WHERE position = 9`, at(9)],
    [
      'the time of an event',
      `UPDATE event_store.events SET metadata = convert_to(replace(convert_from(metadata, 'UTF8'), '2026-06', '2026-07'), 'UTF8') WHERE position = 14`,
      at(14),
    ],
    ['an event that is gone', `DELETE FROM event_store.events WHERE position = 18`, at(18)],
    [
      'two that have changed places',
      `UPDATE event_store.events SET position = -1 WHERE position = 20; UPDATE event_store.events SET position = 20 WHERE position = 41; UPDATE event_store.events SET position = 41 WHERE position = -1`,
      at(20),
    ],
    [
      'one put in between',
      `UPDATE event_store.events SET position = position + 1000 WHERE position >= 25; INSERT INTO event_store.events SELECT 25, 'other-1', 0, gen_random_uuid(), type, data, metadata FROM event_store.events WHERE position = 4; UPDATE event_store.events SET position = position - 999 WHERE position > 1000`,
      at(25),
    ],
    ['a tail that was cut below the last seal', `DELETE FROM event_store.events WHERE position > 47`, at(48)],
    [
      'an event, and its leaf hash',
      `UPDATE event_store.events SET data = set_byte(data, 20, 33) WHERE position = 22; UPDATE key_management.tree_tiles SET hashes = overlay(hashes PLACING sha256('x') FROM 21 * 32 + 1) WHERE level = 0`,
      { from: 16, to: 30 },
    ],
    [
      'a leaf hash alone',
      `UPDATE key_management.tree_tiles SET hashes = overlay(hashes PLACING sha256('x') FROM 21 * 32 + 1) WHERE level = 0`,
      at(22),
    ],
    [
      'a seal',
      `UPDATE key_management.seals SET seal = replace(seal, '"size":30', '"size":31') WHERE size = 30`,
      { from: 16, to: 31 },
    ],
    ['a seal that is gone', `DELETE FROM key_management.seals WHERE size = 30`, { from: 31, to: 50 }],
    ['a version', `UPDATE event_store.events SET version = 99 WHERE position = ${SIZE}`, at(SIZE)],
  ])('%s is found and named', async (_, sql, first) => {
    expect(await verify()).toMatchObject({ code: 0, first: null });
    await stage.tamper(sql);
    expect(await verify()).toMatchObject({ code: 1, first });
  });
});

test('a log that was rolled back, with its seals, and went on otherwise, is found by a head that was kept', async () => {
  const kept = `50:${stage.seals.at(-1)?.root}`;
  await stage.tamper(
    `DELETE FROM event_store.events WHERE position > 30; DELETE FROM key_management.seals WHERE size > 30;
     DELETE FROM key_management.tree_tiles`,
  );
  const [event] = scriptedEvents(1).slice(-1);
  if (!event) throw new Error('there is one');
  for (let version = 16; version < 40; version++) {
    await stage.store.append(event.stream, version, [{ ...event, id: `00000000-0000-4000-8000-0000000000${version}` }]);
  }
  expect(await verify()).toMatchObject({ code: 0 });
  expect(await verify('--known-head', kept)).toMatchObject({ code: 1, first: { from: 31, to: 50 } });
});

test('at whatever sealed place it is done', async () => {
  const sealed = fc.integer({ min: 1, max: 50 });
  const kinds: Record<string, (ordinal: number, other: number) => { sql: string; first: number }> = {
    change: (ordinal, byte) => ({
      sql: `UPDATE event_store.events SET data = set_byte(data, ${byte}, get_byte(data, ${byte}) # 1) WHERE position = ${ordinal}`,
      first: ordinal,
    }),
    remove: (ordinal) => ({ sql: `DELETE FROM event_store.events WHERE position = ${ordinal}`, first: ordinal }),
    swap: (ordinal, other) => ({
      sql: `UPDATE event_store.events SET position = -position WHERE position IN (${ordinal}, ${other});
        UPDATE event_store.events SET position = CASE position WHEN -${ordinal} THEN ${other} ELSE ${ordinal} END WHERE position < 0`,
      first: Math.min(ordinal, other),
    }),
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(kinds)), sealed, sealed, async (kind, ordinal, other) => {
      fc.pre(ordinal !== other);
      const { sql, first } = kinds[kind]?.(ordinal, other) ?? { sql: '', first: 0 };
      await stage.tamper(sql);
      expect(await verify()).toMatchObject({ code: 1, first: at(first) });
      await restore();
    }),
    { numRuns: 50 },
  );
});
