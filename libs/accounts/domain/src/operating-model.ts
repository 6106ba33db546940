export const OPERATING_MODELS = ['primary_merchant', 'platform', 'ecosystem', 'managed_ecosystem'] as const;
export type OperatingModel = (typeof OPERATING_MODELS)[number];

/** What a scoped key may be given, in the order of the documentation. */
export const FEATURES = [
  'tokens.list',
  'tokens.read',
  'payment-data.list',
  'payment-data.forward',
  'cardholder-data.forward',
] as const;
export type Feature = (typeof FEATURES)[number];

/** What no scoped key ever reaches. */
export const UNSCOPED_OPERATIONS = ['tokens.create', 'tokens.delete', 'tokens.consume', 'payment-data.create'] as const;
export type UnscopedOperation = (typeof UNSCOPED_OPERATIONS)[number];

interface ModelRules {
  readonly manyMerchants: boolean;
  /** What a scoped key may hold; none means that the model has no scoped keys. */
  readonly scopedFeatures: readonly Feature[];
}

const rules: Readonly<Record<OperatingModel, ModelRules>> = {
  primary_merchant: { manyMerchants: false, scopedFeatures: [] },
  platform: { manyMerchants: true, scopedFeatures: [] },
  ecosystem: { manyMerchants: true, scopedFeatures: FEATURES },
  managed_ecosystem: { manyMerchants: true, scopedFeatures: ['payment-data.forward', 'cardholder-data.forward'] },
};

export const featuresAllowed = (model: OperatingModel): readonly Feature[] => rules[model].scopedFeatures;
export const mayHaveScopedKeys = (model: OperatingModel): boolean => rules[model].scopedFeatures.length > 0;
export const mayHaveManyMerchants = (model: OperatingModel): boolean => rules[model].manyMerchants;

const models: ReadonlySet<string> = new Set(OPERATING_MODELS);
const features: ReadonlySet<string> = new Set(FEATURES);
const unscopedOperations: ReadonlySet<string> = new Set(UNSCOPED_OPERATIONS);

export const isOperatingModel = (text: string): text is OperatingModel => models.has(text);
export const isFeature = (text: string): text is Feature => features.has(text);
export const isUnscopedOperation = (text: string): text is UnscopedOperation => unscopedOperations.has(text);
