import { createPool, inTransaction, type Pool } from '@latchkey/postgres';
import {
  eventsOf,
  keyCreated,
  keyFact,
  keyRevoked,
  merchantAdded,
  merchantRemoved,
  opened,
} from '@latchkey/replay/testing';
import type { TestDatabase } from '@latchkey/testing';
import { migratedDatabase } from '../testing/test-service';
import { clearAuditIndex, writeAuditIndex } from './audit-index';
import { auditEntries } from './testing/audit-entries';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await migratedDatabase();
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'test', max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
afterEach(() => inTransaction(pool, clearAuditIndex));

const rows = async (text: string) => (await pool.query<Record<string, unknown>>(text)).rows;
const TABLES = ['entries', 'unreadable', 'models', 'merchants', 'forward_urls', 'destinations', 'keys'];
const everything = () =>
  Promise.all(TABLES.map((table) => rows(`SELECT t.* FROM key_management.audit_${table} t ORDER BY t::text`)));

const steps = [opened(0, 'ecosystem'), merchantAdded(0, 0), merchantAdded(0, 1), keyCreated(0, 1), keyRevoked(0, 1)];
const log = [...steps, merchantRemoved(0, 1), keyRevoked(0, 1)].map((step) => ({ ...step, clock: 1_000 }));

describe('the audit index', () => {
  test('is the same whatever the batches, and when they come again', async () => {
    const entries = auditEntries(eventsOf(log));
    await inTransaction(pool, (client) => writeAuditIndex(client, entries));
    const atOnce = await everything();
    expect(atOnce[3]).toMatchObject([
      { added: '2', removed: null },
      { added: '3', removed: '6' },
    ]);
    expect(atOnce[6]).toMatchObject([{ created: '4', revoked: '5' }]);
    await inTransaction(pool, (client) => writeAuditIndex(client, entries));
    expect(await everything()).toEqual(atOnce);
    await inTransaction(pool, clearAuditIndex);
    expect((await everything()).flat()).toEqual([]);
    for (const entry of entries) await inTransaction(pool, (client) => writeAuditIndex(client, [entry]));
    expect(await everything()).toEqual(atOnce);
  });

  test('keeps what this version does not understand, and says where that begins', async () => {
    const stranger = { type: 'KeySuspended', stream: keyFact('', '', '').stream, data: {} };
    const unknown = { ...keyRevoked(0, 1), type: 'KeySuspended' };
    const foreign = { ...stranger, stream: 'invoice-1' };
    const entries = auditEntries(eventsOf([...log.slice(0, 4), { ...unknown, clock: 1 }, { ...foreign, clock: 1 }]));
    await inTransaction(pool, (client) => writeAuditIndex(client, entries));
    expect(await rows('SELECT * FROM key_management.audit_unreadable')).toEqual([{ ordinal: '5' }]);
    const kept = 'SELECT ordinal, account_id IS NULL AS foreign FROM key_management.audit_entries WHERE ordinal > 4';
    expect(await rows(`${kept} ORDER BY 1`)).toEqual([
      { ordinal: '5', foreign: false },
      { ordinal: '6', foreign: true },
    ]);
  });

  test('finds the last ordinal at a time or before it, of an empty log too', async () => {
    const ordinal = async (at: string, inclusive = true) =>
      Number((await rows(`SELECT key_management.audit_ordinal('${at}', ${inclusive}) AS n`))[0]?.['n']);
    expect(await ordinal('2026-06-01T00:00:00Z')).toBe(0);
    const clocks = [1_000, 1_000, -5_000, 0, 9_000];
    const entries = auditEntries(eventsOf(log.slice(0, 5).map((step, at) => ({ ...step, clock: clocks[at] ?? 0 }))));
    await inTransaction(pool, (client) => writeAuditIndex(client, entries));
    // Effective: 1 s, 2 s, 2 s, 2 s, 6 s.
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
    expect(await Promise.all([0, 1, 2, 5, 6, 7].map((n) => ordinal(at(n))))).toEqual([0, 1, 4, 4, 5, 5]);
    expect(await Promise.all([1, 2, 3, 6, 7].map((n) => ordinal(at(n), false)))).toEqual([0, 1, 4, 4, 5]);
  });
});
