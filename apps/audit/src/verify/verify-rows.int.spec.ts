import { inTransaction } from '@latchkey/postgres';
import { appendLeaves, sealHead } from '@latchkey/sealer';
import { generateSealingKeyFile, rowLine, sealingKeySchema } from '@latchkey/seals';
import { randomUUID } from 'node:crypto';
import { appendAll, type AuditStage, setAuditStage } from '../testing/audit-stage';
import { linesOf } from '../testing/memory-log';
import { scriptedEvents } from '../testing/scripted-events';

const ROWS = 30;
const key = sealingKeySchema.parse(generateSealingKeyFile());
const place = { schema: 'key_management', log: 'user-actions', logId: randomUUID() } as const;
let stage: AuditStage;
beforeAll(async () => {
  stage = await setAuditStage({ sealAt: [] });
  for (let n = 0; n < ROWS; n++) {
    await stage.pool.query(
      `INSERT INTO key_management.user_actions (time, action, request_id) VALUES (now() - interval '1 year', 'sign_in_failed', $1)`,
      [`request ${n}`],
    );
  }
  for (const [from, to] of [
    [1, 10],
    [11, 25],
  ] as const) {
    await inTransaction(stage.pool, async (client) => {
      const { rows } = await client.query<{ line: { ordinal: number } }>(
        'SELECT line FROM key_management.user_action_lines WHERE ordinal BETWEEN $1 AND $2 ORDER BY ordinal',
        [from, to],
      );
      await appendLeaves(
        client,
        place,
        from,
        rows.map(({ line }) => rowLine(line)),
      );
      await sealHead(client, place, { key, now: new Date() });
    });
  }
});
afterAll(() => stage.dispose());

async function verify(...args: string[]) {
  const { code, out, err } = await stage.run([
    'verify',
    '--log',
    'user-actions',
    '--key-fingerprint',
    key.fingerprint,
    '--json',
    ...args,
  ]);
  if (out === '') throw new Error(err);
  return { code, ...(JSON.parse(out) as { findings: { message: string }[]; root: string }) };
}

test('what was done about users is verified as the log is', async () => {
  expect(await verify()).toMatchObject({
    ...{ code: 0, ok: true, log: 'user-actions', log_id: place.logId, events: ROWS, gone: 0, sealed_through: 25 },
    ...{ unsealed: { from: 26, to: 30 }, findings: [] },
  });
});

test('a row that was altered is named, and one that is gone from the middle', async () => {
  const change = (sql: string) =>
    stage.owner.query(
      `ALTER TABLE key_management.user_actions DISABLE TRIGGER USER; ALTER TABLE key_management.user_action_ordinals DISABLE TRIGGER USER; ${sql}`,
    );
  await change(`UPDATE key_management.user_actions SET request_id = 'other' WHERE request_id = 'request 16'`);
  const altered = await verify();
  expect(altered).toMatchObject({ code: 1, first_bad: { from: 17, to: 17 } });
  expect(altered.findings[0]?.message).toMatch(/^row 17 is not the one that was sealed/);
  await change(`UPDATE key_management.user_actions SET request_id = 'request 16' WHERE request_id = 'other'`);
  await change(`DELETE FROM key_management.user_action_ordinals WHERE ordinal = 12`);
  expect(await verify()).toMatchObject({ code: 1, first_bad: { from: 12, to: 12 } });
  await stage.owner.query(
    `INSERT INTO key_management.user_action_ordinals SELECT 12, ordinal FROM key_management.user_actions WHERE request_id = 'request 11'`,
  );
  expect(await verify()).toMatchObject({ code: 0 });
});

test('rows that went after their time leave their hashes, and what comes after them still verifies', async () => {
  await stage.owner.query(`DELETE FROM key_management.user_actions a USING key_management.user_action_ordinals o
    WHERE a.ordinal = o.action AND o.ordinal <= 7`);
  await stage.owner.query(`DELETE FROM key_management.user_action_ordinals WHERE ordinal <= 7`);
  expect(await verify()).toMatchObject({ code: 0, ok: true, gone: 7, events: ROWS, sealed_through: 25 });
  await stage.owner.query(`UPDATE key_management.user_actions SET request_id = 'other' WHERE request_id = 'request 8'`);
  expect(await verify()).toMatchObject({ code: 1, first_bad: { from: 9, to: 9 } });
});

test.each([
  [['--log', 'everything'], 2, /^audit: --log is one of events, accesses, user-actions\n$/],
  [['--log', 'accesses', '--store', 'postgres://localhost/x'], 2, /^audit: --store names an event store/],
])('%s: one sentence', async (args, code, message) => {
  expect(await stage.run(['verify', ...args])).toEqual({ code, out: '', err: expect.stringMatching(message) });
});

test('a log that grows and is sealed while it is verified is never called cut', async () => {
  const place = { schema: 'key_management', log: 'events', logId: stage.logId } as const;
  const events = scriptedEvents(60);
  const lines = linesOf(events);
  let size = 0;
  const seal = (through: number) =>
    inTransaction(stage.pool, async (client) => {
      size = await appendLeaves(client, place, size + 1, lines.slice(size, through));
      await sealHead(client, place, { key, now: new Date() });
    });
  await seal(scriptedEvents().length);
  let growing = true;
  const grow = async () => {
    for (const event of events.slice(scriptedEvents().length)) {
      await appendAll(stage.store, [event]);
      await seal(size + 1);
    }
    growing = false;
  };
  const grown = grow();
  const runs: string[] = [];
  while (growing) runs.push((await stage.run(['verify', '--key-fingerprint', key.fingerprint])).out);
  await grown;
  expect(runs.filter((out) => !out.includes('is as it was when that head was made'))).toEqual([]);
});
