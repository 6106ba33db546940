import { FEATURES, featuresAllowed, OPERATING_MODELS } from '@latchkey/accounts-domain';
import fc from 'fast-check';
import { effectiveScope } from './scope';
import { merchant } from './testing/key.given';

const scope = { merchantIds: [merchant(1), merchant(2)], features: ['payment-data.forward', 'tokens.list'] } as const;
const all = new Set([merchant(0), merchant(1), merchant(2), merchant(3)]);

describe('the effective scope', () => {
  test.each([
    ['ecosystem', ['payment-data.forward', 'tokens.list']],
    ['managed_ecosystem', ['payment-data.forward']],
    ['platform', []],
    ['primary_merchant', []],
  ] as const)('under %s has the features %j', (operatingModel, features) => {
    expect(effectiveScope(scope, { operatingModel, merchantIds: all })).toEqual({ ...scope, features });
  });

  test('loses the merchants that are gone', () => {
    const merchantIds = new Set([merchant(0), merchant(2)]);
    expect(effectiveScope(scope, { operatingModel: 'ecosystem', merchantIds }).merchantIds).toEqual([merchant(2)]);
  });

  test('of a scoped key is never null: with nothing left it allows nothing', () => {
    for (const operatingModel of OPERATING_MODELS)
      expect(effectiveScope(scope, { operatingModel, merchantIds: new Set() })).toMatchObject({ merchantIds: [] });
  });

  test('of an unscoped key is null', () => {
    for (const operatingModel of OPERATING_MODELS)
      expect(effectiveScope(null, { operatingModel, merchantIds: all })).toBeNull();
  });

  test('is exactly the intersection of scope, model and merchants', () => {
    const ids = fc.uniqueArray(fc.nat(6).map(merchant));
    const features = fc.subarray([...FEATURES]);
    fc.assert(
      fc.property(
        ids,
        features,
        ids,
        fc.constantFrom(...OPERATING_MODELS),
        (merchantIds, held, existing, operatingModel) => {
          const effective = effectiveScope(
            { merchantIds, features: held },
            { operatingModel, merchantIds: new Set(existing) },
          );
          for (const id of new Set([...merchantIds, ...existing]))
            expect(effective.merchantIds.includes(id)).toBe(merchantIds.includes(id) && existing.includes(id));
          for (const feature of FEATURES)
            expect(effective.features.includes(feature)).toBe(
              held.includes(feature) && featuresAllowed(operatingModel).includes(feature),
            );
        },
      ),
    );
  });
});
