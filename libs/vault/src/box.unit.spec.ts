import fc from 'fast-check';
import type { Binding } from './binding';
import { openBox, sealBox } from './box';
import { keyOf } from './vault.fixture';
import { VaultError } from './vault-error';

const by = { id: Buffer.from('key-1'), key: keyOf(7) };
const binding: Binding = { purpose: 'field', accountId: 'account', recordId: 'record', field: 'account_number' };
const secret = Buffer.from('4111111111111111');

const refusal = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (error) {
    return error instanceof VaultError ? error.reason : error;
  }
};

describe('a box', () => {
  test('opens to what was sealed, for any bytes and any binding', () => {
    const anyBinding = fc.record({
      purpose: fc.constantFrom<Binding['purpose']>('account-key', 'fingerprint-key', 'record-key', 'field'),
      accountId: fc.string(),
      recordId: fc.string(),
      field: fc.string({ unit: 'binary' }),
    });
    fc.assert(
      fc.property(anyBinding, fc.uint8Array({ maxLength: 300 }), (where, bytes) => {
        expect(openBox(by, where, sealBox(by, where, Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('is refused with any single bit flipped, wherever the bit is', () => {
    const box = sealBox(by, binding, secret);
    for (let bit = 0; bit < box.length * 8; bit++) {
      const changed = Buffer.from(box);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(refusal(() => openBox(by, binding, changed))).toBe('unreadable');
    }
  });

  test('is refused when cut short or lengthened by any number of bytes', () => {
    const box = sealBox(by, binding, secret);
    for (let length = 0; length < box.length; length++) {
      expect(refusal(() => openBox(by, binding, box.subarray(0, length)))).toBe('unreadable');
    }
    expect(refusal(() => openBox(by, binding, Buffer.concat([box, Buffer.alloc(1)])))).toBe('unreadable');
  });

  test.each<[string, Partial<Binding>]>([
    ['account', { accountId: 'other' }],
    ['record', { recordId: 'other' }],
    ['field', { field: 'cardholder_name' }],
    ['purpose', { purpose: 'record-key' }],
    ['split between account and record', { accountId: 'accountr', recordId: 'ecord' }],
  ])('is refused with another %s', (_, other) => {
    const box = sealBox(by, binding, secret);
    expect(refusal(() => openBox(by, { ...binding, ...other }, box))).toBe('unreadable');
  });

  test('is refused with another key, another key id, and a key id rewritten in the box', () => {
    const box = sealBox(by, binding, secret);
    expect(refusal(() => openBox({ ...by, key: keyOf(8) }, binding, box))).toBe('unreadable');
    const renamed = { ...by, id: Buffer.from('key-2') };
    expect(refusal(() => openBox(renamed, binding, box))).toBe('unreadable');
    const rewritten = Buffer.from(box);
    renamed.id.copy(rewritten, 3);
    expect(refusal(() => openBox(renamed, binding, rewritten))).toBe('unreadable');
  });

  test('never opens by chance: random bytes are refused, and as a refusal, not as a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, withHeader) => {
        const header = withHeader ? [1, 4, 5, ...by.id] : [];
        expect(refusal(() => openBox(by, binding, Buffer.from([...header, ...bytes])))).toBe('unreadable');
      }),
    );
  });

  test('has another nonce each time, so that equal plaintexts give unlike boxes', () => {
    const boxes = Array.from({ length: 1000 }, () => sealBox(by, binding, secret).subarray(8, 20).toString('hex'));
    expect(new Set(boxes).size).toBe(1000);
  });

  test('binds each of its parts apart: no two bindings share one box', () => {
    const short = fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b') });
    const where = fc.record({ accountId: short, recordId: short, field: short });
    fc.assert(
      fc.property(where, where, (one, two) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(two));
        const box = sealBox(by, { ...binding, ...one }, secret);
        expect(refusal(() => openBox(by, { ...binding, ...two }, box))).toBe('unreadable');
      }),
    );
  });
});
