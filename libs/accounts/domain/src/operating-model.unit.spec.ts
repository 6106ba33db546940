import {
  FEATURES,
  featuresAllowed,
  isFeature,
  isOperatingModel,
  isUnscopedOperation,
  mayHaveManyMerchants,
  mayHaveScopedKeys,
  OPERATING_MODELS,
  UNSCOPED_OPERATIONS,
} from './operating-model';

describe('operating models', () => {
  const forwards = ['payment-data.forward', 'cardholder-data.forward'];
  test.each([
    ['primary_merchant', false, false, []],
    ['platform', true, false, []],
    ['ecosystem', true, true, [...FEATURES]],
    ['managed_ecosystem', true, true, forwards],
  ] as const)('%s: many merchants %s, scoped keys %s, holding %j', (model, many, scoped, features) => {
    expect(mayHaveManyMerchants(model)).toBe(many);
    expect(mayHaveScopedKeys(model)).toBe(scoped);
    expect(featuresAllowed(model)).toEqual(features);
  });

  test('there are four, and five features', () => {
    expect(OPERATING_MODELS).toEqual(['primary_merchant', 'platform', 'ecosystem', 'managed_ecosystem']);
    expect(FEATURES).toEqual(['tokens.list', 'tokens.read', 'payment-data.list', ...forwards]);
  });

  test('what needs an unscoped key is no feature that a scoped key could be given', () => {
    expect(UNSCOPED_OPERATIONS).toEqual(['tokens.create', 'tokens.delete', 'tokens.consume', 'payment-data.create']);
    expect(UNSCOPED_OPERATIONS.filter(isFeature)).toEqual([]);
    expect(FEATURES.filter(isUnscopedOperation)).toEqual([]);
  });

  test.each(['', 'Platform', 'constructor', '__proto__', 'tokens.*'])('%j is neither a model nor a feature', (text) => {
    expect([isOperatingModel(text), isFeature(text), isUnscopedOperation(text)]).toEqual([false, false, false]);
  });
});
