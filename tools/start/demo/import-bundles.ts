import { dataOf, type WithKey } from './api';
import { type DemoPayment } from './demo-payments';

export type BundleImport = {
  readonly withKey: WithKey;
  readonly key: string;
  readonly minPosition: string | null;
  readonly payments: readonly DemoPayment[];
  /** By business key. */
  readonly tokenIds: ReadonlyMap<string, string>;
};

/** Makes the bundles that do not exist yet. */
export const importBundles = async (wanted: BundleImport): Promise<void> => {
  const { withKey, key, minPosition, payments, tokenIds } = wanted;
  for (const { business_key, ...body } of payments) {
    const path = `/tokens/${tokenIds.get(business_key)}/payment-data`;
    const stored = dataOf(await withKey(key, { method: 'GET', path, minPosition }));
    if (stored.some(({ reference }) => reference === body.reference)) continue;
    await withKey(key, { method: 'POST', path, body, minPosition });
  }
};
