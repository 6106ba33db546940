import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditStage, setAuditStage } from './testing/audit-stage';
import { account, eventId, key, merchant } from './testing/scripted-events';

let stage: AuditStage;
let directory: string;
let exported: string;
beforeAll(async () => {
  stage = await setAuditStage();
  directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-int-'));
  exported = join(directory, 'export');
  expect(await stage.run(['export', '--out', exported])).toMatchObject({ code: 0, err: '' });
});
afterAll(async () => {
  await stage.dispose();
  rmSync(directory, { recursive: true });
});

/** From the live store and from the export the answer is the same. */
async function ask(...args: string[]) {
  const live = await stage.run([...args]);
  const offline = await stage.run([...args, '--export', exported]);
  expect(offline.out.replace(/"store": .*\n/, '')).toBe(live.out.replace(/"store": .*\n/, ''));
  expect(offline.code).toBe(live.code);
  return live;
}
const json = async (...args: string[]) => {
  const { code, out } = await ask(...args, '--json');
  return { code, ...(JSON.parse(out) as Record<string, unknown>) };
};

describe('history', () => {
  test('tells the life of a key, by its id and by its display form', async () => {
    const byId = await json('history', key(1));
    expect(byId).toMatchObject({ code: 0, key_id: key(1), account_id: account(1), display: 'lk_test_3fK9aB…x7Q1' });
    const events = byId['events' as never] as { type: string; time: string; effective_at: string; data: object }[];
    expect(events.map(({ type }) => type)).toEqual(['KeyCreated', 'KeyLabeled', 'KeyRevoked']);
    expect(events[0]?.data).toMatchObject({ verifier: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect(await json('history', 'lk_test_3fK9aB...x7Q1')).toEqual(byId);
  });

  test('lists the keys that look alike, with exit code 2', async () => {
    const { code, keys } = (await json('history', 'lk_test_3fK9aB…same')) as { code: number; keys?: { id: string }[] };
    expect([code, keys?.map(({ id }) => id)]).toEqual([2, [key(3), key(4)]]);
  });
});

describe('as-of', () => {
  const keyAt = async (time: string, n: number) =>
    ((await json('as-of', time, '--key', key(n))) as unknown as { keys: Record<string, unknown>[] }).keys[0];

  test('tells what a key could do then: its scope, less what the model and the merchants took away', async () => {
    const scope = { features: ['cardholder-data.forward', 'tokens.read'], merchant_ids: [merchant(1), merchant(2)] };
    expect(await keyAt('2026-02-10', 2)).toMatchObject({ scope, effective_scope: scope });
    expect(await keyAt('2026-04-10', 2)).toMatchObject({
      scope,
      effective_scope: { ...scope, merchant_ids: [merchant(1)] },
    });
    const left = { features: ['cardholder-data.forward'], merchant_ids: [merchant(1)] };
    expect(await keyAt('2026-05-10T02:00:00+02:00', 2)).toMatchObject({ effective_scope: left });
  });

  test('lets no clock that is behind reorder history', async () => {
    // Removed at a time of 1 March, behind an event of 1 April: it counts from then on.
    expect(await keyAt('2026-03-31T23:59:59.999Z', 2)).toMatchObject({
      effective_scope: { merchant_ids: [merchant(1), merchant(2)] },
    });
    expect(await keyAt('2026-04-01', 2)).toMatchObject({ effective_scope: { merchant_ids: [merchant(1)] } });
  });

  test('of an account tells its keys, merchants and destinations', async () => {
    const { accounts, keys } = (await json('as-of', '2026-04-10', '--account', account(1))) as never as {
      accounts: { merchants: { status: string }[]; destinations: { host: string }[] }[];
      keys: unknown[];
    };
    expect(keys).toHaveLength(2);
    expect(accounts[0]?.merchants.map(({ status }) => status)).toEqual(['active', 'removed']);
    expect(accounts[0]?.destinations.map(({ host }) => host)).toEqual(['api.psp.example']);
  });
});

describe('who-could', () => {
  const who = async (...args: string[]) =>
    ((await json('who-could', '--feature', 'tokens.read', ...args)) as never as { keys: { id: string; why: string }[] })
      .keys;

  test('at a time', async () => {
    const at = (time: string, m: number) => who('--merchant', merchant(m), '--at', time);
    expect((await at('2026-02-10', 2)).map(({ id, why }) => [id, why])).toEqual([
      [key(1), 'unscoped'],
      [key(2), 'scope'],
    ]);
    expect((await at('2026-04-10', 2)).map(({ id }) => id)).toEqual([key(1)]);
    expect(await at('2026-06-10', 1)).toEqual([]);
  });

  test('at any moment between two, both of them within', async () => {
    const between = (from: string, to: string) => who('--merchant', merchant(2), '--between', from, to);
    expect((await between('2026-03-01', '2026-07-01')).map(({ id }) => id)).toEqual([key(1), key(2)]);
    // The merchant went in that very millisecond: a moment before it, the key could.
    expect((await between('2026-04-01', '2026-07-01')).map(({ id }) => id)).toEqual([key(1), key(2)]);
    expect((await between('2026-04-01T00:00:00.001Z', '2026-07-01')).map(({ id }) => id)).toEqual([key(1)]);
    expect((await between('2025-01-01', '2026-02-01T10:00:00Z')).map(({ id }) => id)).toEqual([key(1)]);
    expect(await between('2025-01-01', '2026-02-01T09:59:59.999Z')).toEqual([]);
  });
});

test('timeline tells all of an account, from the one time on and before the other', async () => {
  const ordinals = async (...args: string[]) =>
    (
      (await json('timeline', '--account', account(1), ...args)) as never as { events: { ordinal: number }[] }
    ).events.map(({ ordinal }) => ordinal);
  expect(await ordinals()).toEqual([1, 2, 3, 6, 7, 10, 11, 12, 13, 14]);
  expect(await ordinals('--from', '2026-04-01', '--to', '2026-05-01T10:00:00Z')).toEqual([11, 12]);
});

describe('verify', () => {
  const verify = (...args: string[]) => ask('verify', '--key-fingerprint', stage.fingerprint, ...args);

  test('finds the log as it was sealed, and tells the tail that is not', async () => {
    const { code, out } = await verify('--json');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { ok: true, events: 14, sealed_through: 12, unsealed: { from: 13, to: 14 }, seals: { count: 2, good: 2 } },
    ]);
  });

  test('agrees with heads that were kept, in a file or as size and root', async () => {
    const file = join(directory, 'heads.ndjson');
    writeFileSync(file, stage.seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''));
    expect((await verify('--known-head', file)).out).toContain('2 of 2 known heads agree.');
    const [seal] = stage.seals;
    expect((await verify('--known-head', `5:${seal?.root}`)).code).toBe(0);
    expect((await verify('--known-head', `6:${seal?.root}`)).code).toBe(1);
  });

  test('takes no seal of another key', async () => {
    const other = await ask('verify', '--key-fingerprint', 'sha256:' + '0'.repeat(64), '--json');
    expect([other.code, JSON.parse(other.out)]).toMatchObject([1, { ok: false, seals: { count: 2, good: 0 } }]);
  });
});

describe('prove and check-proof', () => {
  test('an event is proved alone, against the key or a head', async () => {
    const file = join(directory, 'proof.json');
    expect((await stage.run(['prove', eventId(6), '--out', file])).code).toBe(0);
    const check = (...args: string[]) =>
      stage.run(['check-proof', file, '--json', ...args], { env: { DATABASE_URL: '' } });
    const proved = await check('--key-fingerprint', stage.fingerprint);
    expect([proved.code, JSON.parse(proved.out)]).toMatchObject([
      0,
      { ok: true, ordinal: 6, size: 12, event: { id: eventId(6) } },
    ]);
    expect((await check('--known-head', `12:${stage.seals[1]?.root}`)).code).toBe(0);
    expect((await check('--known-head', `12:${'0'.repeat(64)}`)).code).toBe(1);
    expect((await check('--key-fingerprint', 'sha256:' + '0'.repeat(64))).code).not.toBe(0);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Till one', 'Till two'));
    expect((await check('--key-fingerprint', stage.fingerprint)).code).toBe(1);
  });

  test('every event that is sealed can be proved, from an export as well, for a head of one’s own too', async () => {
    for (let n = 1; n <= 5; n++) {
      const file = join(directory, `proof-${n}.json`);
      const head = `5:${stage.seals[0]?.root}`;
      expect(
        (await stage.run(['prove', eventId(n), '--out', file, '--export', exported, '--known-head', head])).code,
      ).toBe(0);
      expect((await stage.run(['check-proof', file, '--known-head', head])).code).toBe(0);
    }
  });
});
