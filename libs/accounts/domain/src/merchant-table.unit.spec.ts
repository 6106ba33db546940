import fc from 'fast-check';
import type { Merchant } from './account.state';
import { emptyMerchantTable } from './merchant-table';
import { details, merchant } from './testing/account.given';

const merchantOf = (n: number, legalName: string): Merchant => ({
  merchantId: merchant(n),
  isPrimary: false,
  status: 'active',
  encryptionKid: null,
  ...details(legalName),
});

describe('merchant table', () => {
  test('holds what a Map holds, and earlier tables stay as they were', () => {
    const changes = fc.array(fc.tuple(fc.nat(50), fc.string()), { maxLength: 200 });
    fc.assert(
      fc.property(changes, (entries) => {
        const model = new Map<string, Merchant>();
        let table = emptyMerchantTable;
        for (const [n, name] of entries) {
          const before = { table, seen: table.get(merchant(n)) };
          table = table.with(merchantOf(n, name));
          model.set(merchant(n), merchantOf(n, name));
          if (before.table.get(merchant(n)) !== before.seen) throw new Error('an earlier table has changed');
        }
        const ids = Array.from({ length: 51 }, (_, n) => merchant(n));
        expect(ids.map((id) => table.get(id))).toEqual(ids.map((id) => model.get(id)));
        const byId = (a: Merchant, b: Merchant) => (a.merchantId < b.merchantId ? -1 : 1);
        expect([...table.values()].sort(byId)).toEqual([...model.values()].sort(byId));
      }),
      { numRuns: 50 },
    );
  });

  test('an empty table has no one', () => {
    expect(emptyMerchantTable.get(merchant(1))).toBeUndefined();
    expect([...emptyMerchantTable.values()]).toEqual([]);
  });
});
