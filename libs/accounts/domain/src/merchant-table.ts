import type { Merchant } from './account.state';
import type { MerchantId } from './ids';

/**
 * The merchants of one account by id; immutable. Split into buckets once they are many, so that replaying an account with
 * n merchants copies one bucket for each event and not the whole table (10,000 merchants: milliseconds instead of seconds).
 */
export interface MerchantTable {
  get(id: MerchantId): Merchant | undefined;
  with(merchant: Merchant): MerchantTable;
  /** In the order in which they were added within a bucket; no order across the table is promised. */
  values(): IterableIterator<Merchant>;
}

const bucketCount = 256;
/** Most accounts have few merchants: theirs need no buckets, whose list alone takes 2 KiB. */
const FEW = 16;
type Buckets = readonly (ReadonlyMap<MerchantId, Merchant> | undefined)[];

export const emptyMerchantTable: MerchantTable = fewMerchants(new Map());

function fewMerchants(merchants: ReadonlyMap<MerchantId, Merchant>): MerchantTable {
  return {
    get: (id) => merchants.get(id),
    with: (merchant) => {
      if (merchants.size < FEW || merchants.has(merchant.merchantId))
        return fewMerchants(new Map(merchants).set(merchant.merchantId, merchant));
      return [...merchants.values(), merchant].reduce((table, each) => table.with(each), tableOf([]));
    },
    values: () => merchants.values(),
  };
}

function tableOf(buckets: Buckets): MerchantTable {
  return {
    get: (id) => buckets[bucketOf(id)]?.get(id),
    with: (merchant) => {
      const at = bucketOf(merchant.merchantId);
      const copy = buckets.slice();
      copy[at] = new Map(buckets[at]).set(merchant.merchantId, merchant);
      return tableOf(copy);
    },
    *values() {
      for (const bucket of buckets) if (bucket) yield* bucket.values();
    },
  };
}

/** FNV-1a: ids need not be random for the buckets to be even. */
function bucketOf(id: MerchantId): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 16) % bucketCount;
}
