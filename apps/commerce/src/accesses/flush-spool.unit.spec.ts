import { Problem, silentLogger } from '@latchkey/platform';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseFault } from '../database/database-fault';
import { flushSpool } from './flush-spool';
import { createSpool, type Spool } from './spool';

let root: string;
let spool: Spool;
let stored: string[];
let refuse: (records: readonly string[]) => Error | null;
let lines: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-flush-'));
  spool = createSpool({ directory: root, maxBytes: 1_000_000, segmentBytes: 100, onTrouble: () => undefined });
  [stored, lines, refuse] = [[], [], () => null];
});
afterEach(async () => {
  await spool.close();
  rmSync(root, { recursive: true, force: true });
});

const append = async (records: readonly string[]) => {
  const error = refuse(records);
  if (error) throw error;
  stored.push(...records.filter((record) => !stored.includes(record)));
};
const logger = Object.assign(silentLogger(), { error: (_: object, text: string) => void lines.push(text) });
const flush = () => flushSpool({ spool, records: { append, removeOld: async () => 0 }, directory: root, logger });
const spool100 = async () => {
  const records = Array.from({ length: 100 }, (_, n) => JSON.stringify({ n }));
  for (const record of records) await spool.append(record);
  return records;
};
const setAside = () => {
  const place = join(root, 'quarantine');
  return readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
};
const refusedData = () => new DatabaseFault(Object.assign(new Error('no'), { code: '23502' }));

describe('flushing a spool', () => {
  test('stores all of it, in order, and leaves nothing', async () => {
    const records = await spool100();
    await flush();
    expect(stored).toEqual(records);
    expect([spool.bytes(), await spool.take()]).toEqual([0, []]);
  });

  test('keeps what the database did not take, and stores it when it does; what was stored by then harms nothing', async () => {
    const records = await spool100();
    refuse = () => (stored.length > 30 ? new Problem('database_unavailable') : null);
    await expect(flush()).rejects.toMatchObject({ classifier: 'database_unavailable' });
    expect(stored.length).toBeLessThan(100);
    refuse = () => null;
    await flush();
    expect(stored).toEqual(records);
    expect(spool.bytes()).toBe(0);
  });

  test('does not take an error of the schema for a bad record', async () => {
    await spool100();
    refuse = () => new DatabaseFault(Object.assign(new Error('no'), { code: '42883' }));
    await expect(flush()).rejects.toThrow('42883');
    expect(spool.bytes()).toBeGreaterThan(0);
  });

  test('sets aside what the database will never take, says so, and goes on behind it', async () => {
    const records = await spool100();
    refuse = (batch) => (batch.includes('{"n":7}') ? refusedData() : null);
    await flush();
    expect(stored).toEqual(records.filter((record) => record !== '{"n":7}'));
    expect(setAside()).toEqual(['{"n":7}\n']);
    expect(lines).toEqual(['damaged access records were set aside: look at the file']);
    expect(spool.bytes()).toBe(0);
  });

  test('sets aside lines that were torn or changed, in files that nobody else may read', async () => {
    await spool.append('1');
    const [segment] = await spool.take();
    const path = segment?.path ?? '';
    appendFileSync(path, 'no line at all\n00000000 {"id":1}\n');
    truncateSync(path, statSync(path).size - 3);
    await flush();
    expect(stored).toEqual(['1']);
    expect(setAside()).toEqual(['no line at all\n00000000 {"id":\n']);
    const place = join(root, 'quarantine');
    for (const name of readdirSync(place)) expect(statSync(join(place, name)).mode & 0o777).toBe(0o600);
    expect(spool.bytes()).toBe(0);
  });

  test('keeps damaged lines where they are while they cannot be set aside, and goes on behind them', async () => {
    await spool.append('1');
    const [segment] = await spool.take();
    appendFileSync(segment?.path ?? '', 'no line at all\n');
    await spool.append('2');
    // A file where the directory should be.
    appendFileSync(join(root, 'quarantine'), '');
    await flush();
    expect([stored, lines]).toEqual([['1', '2'], ['damaged access records could not be set aside']]);
    expect(await spool.take()).toEqual([segment]);
    rmSync(join(root, 'quarantine'));
    await flush();
    expect(setAside()).toEqual(['no line at all\n']);
  });
});
