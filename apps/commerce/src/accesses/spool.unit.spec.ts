import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpool, type Spool, type SpoolOptions } from './spool';
import { readSpool, spoolLine } from './spool-line';

let root: string;
let spools: Spool[];
let trouble: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-spool-'));
  spools = [];
  trouble = [];
});
afterEach(async () => {
  chmodSync(root, 0o700);
  await Promise.all(spools.map((spool) => spool.close()));
  rmSync(root, { recursive: true, force: true });
});

const directory = () => join(root, 'accesses');
function open(over: Partial<SpoolOptions> = {}): Spool {
  const onTrouble = (error: Error) => void trouble.push(error.message);
  const spool = createSpool({ directory: directory(), maxBytes: 1_000_000, onTrouble, ...over });
  spools.push(spool);
  return spool;
}
const contentOf = async (spool: Spool) =>
  (await spool.take()).flatMap(({ path }) => readSpool(readFileSync(path)).records);
const homes = () => readdirSync(directory());

describe('a spool', () => {
  test('has every record that was acknowledged, in order, in files that nobody else may read', async () => {
    const spool = open({ segmentBytes: 200 });
    const records = Array.from({ length: 50 }, (_, n) => JSON.stringify({ n }));
    for (const record of records.slice(0, 20)) await spool.append(record);
    await Promise.all(records.slice(20).map((record) => spool.append(record)));
    const segments = await spool.take();
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.flatMap(({ path }) => readSpool(readFileSync(path)).records)).toEqual(records);
    for (const { path } of segments) expect(statSync(path).mode & 0o777).toBe(0o600);
    const [home = ''] = homes();
    for (const path of [directory(), join(directory(), home)]) expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory(), home, 'lock')).mode & 0o777).toBe(0o600);
  });

  test('loses none while it is emptied at the same time', async () => {
    const spool = open({ segmentBytes: 100 });
    const records = Array.from({ length: 3_000 }, (_, n) => JSON.stringify({ n }));
    const found: string[] = [];
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const empty = async () => {
      await turn();
      for (const segment of await spool.take()) {
        found.push(...readSpool(readFileSync(segment.path)).records);
        // Now while a file is opened, then while it is written to, then while it is closed.
        for (let turns = found.length % 23; turns > 0; turns -= 1) await turn();
        spool.remove(segment);
      }
    };
    let written = false;
    const emptying = (async () => {
      while (!written) await empty();
    })();
    for (let at = 0; at < records.length; at += 6) {
      await Promise.all(records.slice(at, at + 6).map((record) => spool.append(record)));
    }
    written = true;
    await emptying;
    await empty();
    expect([found, spool.bytes()]).toEqual([records, 0]);
  });

  test('counts what it holds, and refuses what is beyond, until something was taken away', async () => {
    const spool = open({ maxBytes: 3 * spoolLine('"123"').length });
    await Promise.all([spool.append('"123"'), spool.append('"123"'), spool.append('"123"')]);
    await expect(spool.append('"123"')).rejects.toThrow('the spool is full');
    expect(() => spool.check()).toThrow('the spool is full');
    const [segment] = await spool.take();
    if (segment) spool.remove(segment);
    expect(spool.bytes()).toBe(0);
    await spool.append('"124"');
    expect(await contentOf(spool)).toEqual(['"124"']);
  });

  test('refuses more than there is room for when all of it comes at once', async () => {
    const spool = open({ maxBytes: 3 * spoolLine('"123"').length });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => spool.append('"123"')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await contentOf(spool)).toHaveLength(3);
  });

  test('takes nothing where it cannot write, and goes on by itself when it can', async () => {
    const spool = open();
    writeFileSync(directory(), 'in the way');
    await expect(spool.append('1')).rejects.toThrow();
    expect(() => spool.check()).toThrow();
    rmSync(directory());
    await spool.append('2');
    spool.check();
    expect(await contentOf(spool)).toEqual(['2']);
  });

  test('makes another directory when its own was deleted, and says what is lost', async () => {
    const spool = open();
    await spool.append('1');
    rmSync(directory(), { recursive: true });
    await spool.take();
    expect(trouble).toEqual(['the spool of access records was deleted while it was written to']);
    await spool.append('2');
    expect([await contentOf(spool), spool.bytes()]).toEqual([['2'], spoolLine('2').length]);
  });

  test('is taken over when its process has left it, with what is in it, and counts', async () => {
    const first = open();
    await first.append('1');
    await first.close();
    const second = open();
    await second.append('2');
    expect(await contentOf(second)).toEqual(['1', '2']);
    expect(second.bytes()).toBe(2 * spoolLine('1').length);
    for (const segment of await second.take()) second.remove(segment);
    expect(homes()).toHaveLength(1);
  });

  test('is not taken over while its process has it, nor by two at once', async () => {
    const first = open();
    await first.append('1');
    const others = [open(), open(), open()];
    expect(await Promise.all(others.map(contentOf))).toEqual([[], [], []]);
    await first.close();
    const [second, third] = [open(), open()];
    expect(await Promise.all([second, third].map(contentOf))).toEqual([['1'], []]);
  });

  test('leaves nothing behind that was empty', async () => {
    const spool = open();
    await spool.append('1');
    for (const segment of await spool.take()) spool.remove(segment);
    await spool.close();
    expect(homes()).toEqual([]);
  });
});
