interface ModelText {
  readonly name: string;
  readonly merchants: string;
  readonly keys: string;
}

const models: Readonly<Record<string, ModelText>> = {
  primary_merchant: {
    name: 'Primary merchant',
    merchants: 'Exactly one merchant, the account’s own.',
    keys: 'Keys reach the whole account; scoped keys are not available.',
  },
  platform: {
    name: 'Platform / Marketplace',
    merchants: 'Any number of merchants.',
    keys: 'Keys reach the whole account; scoped keys are not available.',
  },
  ecosystem: {
    name: 'Ecosystem',
    merchants: 'Any number of merchants.',
    keys: 'Keys reach the whole account or, if scoped, some merchants and the features below.',
  },
  managed_ecosystem: {
    name: 'Managed ecosystem',
    merchants: 'Any number of merchants.',
    keys: 'Keys reach the whole account or, if scoped, some merchants and the forward features below.',
  },
};

export const accountText = {
  title: 'Account',
  intro:
    'What the account is and what its operating model allows. Only an operator of the installation changes either.',
  facts: {
    name: 'Name',
    id: 'Account id',
    mode: 'Mode',
    model: 'Operating model',
    merchants: 'Merchants',
    keys: 'API keys',
    features: 'Features of scoped keys',
  },
  mode: {
    live: 'Live: real cards. Keys begin with lk_live_ and work in no test installation.',
    test: 'Test: no real cards. Keys begin with lk_test_ and work in no live installation.',
  },
  noFeatures: 'None',
  model: (model: string): ModelText => models[model] ?? { name: model, merchants: '–', keys: '–' },
};
