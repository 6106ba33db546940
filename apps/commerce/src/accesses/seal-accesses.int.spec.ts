import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import {
  fingerprintOf,
  generateSealingKeyFile,
  leafHash,
  parsePublicKeyPem,
  parseSeal,
  rowLine,
  sealingKeySchema,
  verifyInclusion,
  verifySeal,
  inclusionProof,
  type Seal,
} from '@latchkey/seals';
import { createMetrics, silentLogger } from '@latchkey/platform';
import { createTileReader } from '@latchkey/sealer';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../database/migrate';
import { sealAccesses } from './seal-accesses';

const DAY_MS = 86_400_000;
let database: TestDatabase;
let owner: Pool;
let service: Pool;
beforeEach(async () => {
  database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl, role: decodeURIComponent(new URL(database.url('commerce')).username) });
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  service = createPool({ connectionString: database.url('commerce'), applicationName: 'test' });
});
afterEach(async () => {
  await Promise.all([owner?.end(), service?.end()]);
  await database?.drop();
});

const hex = (...ids: string[]) => ids.join('').replaceAll('-', '');
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const record = (over: object = {}) => ({
  ...{ id: randomUUID(), at: '2026-01-02T03:04:05.006Z', account_id: randomUUID(), key_id: randomUUID() },
  ...{ operation: 'tokens.read', token_id: randomUUID(), payment_data_id: null, merchant_id: null },
  ...{ destination: null, request_id: 'r', listed: null, ...over },
});
const append = (...records: object[]) =>
  service.query('SELECT commerce.append_access_records($1)', [JSON.stringify(records)]);
const ordinals = async () => {
  const { rows } = await owner.query('SELECT ordinal FROM commerce.access_records ORDER BY ordinal');
  return rows.map(({ ordinal }) => Number(ordinal));
};
const removeOld = async (days: number, limit = 1_000) =>
  (await service.query('SELECT commerce.remove_old_access_records($1, $2) AS removed', [days, limit])).rows[0].removed;

/** Seals until there is a seal over so many records. */
async function seal(size: number): Promise<Seal> {
  const stopping = new AbortController();
  const key = sealingKeySchema.parse(generateSealingKeyFile());
  const settings = { key, intervalMs: 100, everyLeaves: 1, file: undefined };
  const options = { databaseUrl: database.url('commerce'), settings, metrics: createMetrics('test') };
  const running = sealAccesses({ ...options, logger: silentLogger() }, stopping.signal);
  for (;;) {
    const { rows } = await owner.query(`SELECT seal FROM commerce.seals WHERE log = 'accesses' AND size = $1`, [size]);
    const [row] = rows;
    if (row === undefined) await sleep(20);
    else {
      stopping.abort();
      await running;
      return parseSeal(JSON.parse(row.seal));
    }
  }
}

describe('access records', () => {
  test('are sealed: the documented line of each is under a signed head', async () => {
    const list = record({ operation: 'tokens.list', token_id: null, listed: hex(randomUUID(), randomUUID()) });
    const destination = 'https://psp.example:443/a"b\\c/ü\u0001';
    const forward = record({ operation: 'cardholder-data.forward', destination });
    await append(record(), list, forward);
    const head = await seal(3);
    const { rows: lines } = await owner.query('SELECT line::text FROM commerce.access_record_lines ORDER BY ordinal');
    const { rows } = await owner.query('SELECT public_key_pem FROM commerce.sealing_keys WHERE fingerprint = $1', [
      head.key,
    ]);
    const publicKey = parsePublicKeyPem(rows[0].public_key_pem);
    expect(fingerprintOf(publicKey)).toBe(head.key);
    expect(verifySeal(head, publicKey)).toBe(true);
    for (const [ordinal, row] of [
      [2, list],
      [3, forward],
    ] as const) {
      const line = rowLine({ ...row, ordinal });
      expect(lines[ordinal - 1].line).toBe(Buffer.from(line).toString());
      const place = { schema: 'commerce', log: 'accesses', logId: head.log_id } as const;
      const proof = await inclusionProof(createTileReader(owner, place), ordinal, head.size);
      const claim = { leaf: leafHash(line), ordinal, size: head.size, root: Buffer.from(head.root, 'hex'), proof };
      expect(verifyInclusion(claim)).toBe(true);
      expect(verifyInclusion({ ...claim, leaf: leafHash(rowLine({ ...row, ordinal, request_id: 'q' })) })).toBe(false);
    }
  });

  test('go after their time, in their order and sealed; what comes after still gets the next ordinal and is sealed', async () => {
    await append(...[400, 300, 10, 300, 300].map((days) => record({ at: daysAgo(days) })));
    expect(await removeOld(100)).toBe(0);
    await seal(5);
    expect(await removeOld(100, 1)).toBe(1);
    expect(await removeOld(100)).toBe(1);
    // Those of 300 days stand behind a young one.
    expect([await removeOld(100), await ordinals()]).toEqual([0, [3, 4, 5]]);
    await append(record());
    expect(await ordinals()).toEqual([3, 4, 5, 6]);
    expect(await seal(6)).toMatchObject({ size: 6 });
  });

  test('never all go: the last one tells the next ordinal', async () => {
    await append(record({ at: daysAgo(300) }), record({ at: daysAgo(300) }));
    await seal(2);
    expect([await removeOld(100), await removeOld(100), await ordinals()]).toEqual([1, 0, [2]]);
    await append(record());
    expect(await ordinals()).toEqual([2, 3]);
  });

  test('of less than 90 days never go, whatever is asked for', async () => {
    await append(record({ at: daysAgo(80) }), record());
    await seal(2);
    for (const days of [89, 0, -1]) await expect(removeOld(days)).rejects.toMatchObject({ code: '22023' });
    expect([await removeOld(90), await ordinals()]).toEqual([0, [1, 2]]);
  });

  test.each([
    ['a young one', '400, 10', 'ordinal <= 2'],
    ['one with an older one before it', '400, 400', 'ordinal = 2'],
    ['one that is not sealed', '400, 400, 400, 400', 'ordinal <= 4'],
    ['all of them', '400, 400, 400', 'true'],
  ])('cannot be removed against that by the owner either: %s', async (_, days, which) => {
    const ages = days.split(',').map(Number);
    await append(...ages.slice(0, 3).map((age) => record({ at: daysAgo(age) })));
    await seal(Math.min(3, ages.length));
    await append(...ages.slice(3).map((age) => record({ at: daysAgo(age) })), record());
    const remove = `DELETE FROM commerce.access_records WHERE ${which}`;
    await expect(owner.query(remove)).rejects.toMatchObject({ code: '55000' });
    await expect(service.query(remove)).rejects.toMatchObject({ code: '42501' });
  });
});
