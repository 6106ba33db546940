import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createKeyTable } from './key-table';
import { packUuid } from './pack-uuid';

const record = () => ({ verifier: randomBytes(32), pepperVersion: 1, account: 3, scope: 2 });

describe('the key table', () => {
  test('gives back what was put in, for tens of thousands of keys over several pages', () => {
    const table = createKeyTable();
    const kept = new Map(
      Array.from({ length: 40_000 }, (_, index) => [
        randomUUID() as string,
        { verifier: randomBytes(32), pepperVersion: (index % 999_999_999) + 1, account: index, scope: 40_000 - index },
      ]),
    );
    for (const [id, entry] of kept) table.add(id, entry);
    expect(table.size).toBe(40_000);
    let same = 0;
    for (const [id, entry] of kept) {
      const found = table.find(id);
      if (found === null || Buffer.compare(found.verifier, entry.verifier) !== 0) continue;
      const { pepperVersion, account, scope, revoked } = found;
      if (pepperVersion === entry.pepperVersion && account === entry.account && scope === entry.scope && !revoked)
        same += 1;
    }
    expect(same).toBe(40_000);
    expect(table.find(randomUUID())).toBeNull();
  });

  test('finds keys whose ids differ in one digit only', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
    const table = createKeyTable();
    ids.forEach((id, account) => table.add(id, { ...record(), account }));
    expect(ids.map((id) => table.find(id)?.account)).toEqual(ids.map((_, account) => account));
  });

  test('revokes the one key that is meant, and says when there is none', () => {
    const table = createKeyTable();
    const [one, other] = [randomUUID(), randomUUID()];
    table.add(one, record());
    table.add(other, record());
    expect(table.revoke(one)).toBe(true);
    expect([table.find(one)?.revoked, table.find(other)?.revoked]).toEqual([true, false]);
    expect(table.revoke(randomUUID())).toBe(false);
  });

  test('takes no key twice: a revoked one must not come back', () => {
    const table = createKeyTable();
    const id = randomUUID();
    table.add(id, record());
    table.revoke(id);
    expect(() => table.add(id, record())).toThrow(/there already/);
    expect(table.find(id)?.revoked).toBe(true);
    expect(table.size).toBe(1);
  });

  test('finds nothing under what is no lower-case UUID', () => {
    const table = createKeyTable();
    const id = 'abcdefab-1234-4abc-8def-abcdefabcdef';
    table.add(id, record());
    for (const text of ['', 'x', id.toUpperCase(), `${id}0`, id.slice(1), id.replaceAll('-', '0')]) {
      expect(table.find(text)).toBeNull();
    }
    expect(table.find(id)).not.toBeNull();
  });

  test('reserves less than 100 bytes a key once there are many', () => {
    const table = createKeyTable();
    const shared = record();
    for (let index = 0; index < 100_000; index += 1) table.add(randomUUID(), shared);
    expect(table.bytes() / table.size).toBeLessThan(100);
  });
});

describe('a packed UUID', () => {
  test('is its 16 bytes', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const words = new Uint32Array(4);
        expect(packUuid(uuid, words)).toBe(true);
        const hex = [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
        expect(hex).toBe(uuid.replaceAll('-', ''));
      }),
    );
  });

  test('is nothing else', () => {
    const text = fc.string({ minLength: 36, maxLength: 36 });
    fc.assert(fc.property(text, (other) => expect(packUuid(other, new Uint32Array(4))).toBe(false)));
  });
});
