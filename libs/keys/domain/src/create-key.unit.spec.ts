import { FEATURES, featuresAllowed, OPERATING_MODELS } from '@latchkey/accounts-domain';
import { account, accountFacts, createKey, given, key, keyCreated, listScope, merchant } from './testing/key.given';

describe('creating an unscoped key', () => {
  test.each(OPERATING_MODELS)('is allowed under %s', (model) => {
    given()
      .when(createKey({ account: accountFacts(model) }))
      .then(keyCreated());
  });

  test('stores the label in its normal form', () => {
    given()
      .when(createKey({ label: '  Cafe\u0301 ' }))
      .then(keyCreated({ label: 'Café' }));
  });

  test.each([
    '',
    ' ',
    'x'.repeat(101),
    'a\u0000b',
    'a\ud800',
    '4111 1111 1111 1111',
    `lk_live_${'a'.repeat(22)}_${'b'.repeat(49)}`,
  ])('the label %# is refused, and not quoted', (label) => {
    const asked = given().when(createKey({ label }));
    asked.thenRejected('validation_failed', 'label');
    if (label.trim() !== '') expect(JSON.stringify(asked.result)).not.toContain(label);
  });

  test('an id is used once, also after the revocation', () => {
    given(keyCreated()).when(createKey()).thenRejected('conflict');
  });

  test('the event holds nothing that the command carries besides', () => {
    const verifier = { ...createKey().verifier, digest: 'secret' };
    given().when(createKey({ verifier })).then(keyCreated());
  });
});

describe('creating a scoped key', () => {
  const cells = OPERATING_MODELS.flatMap((model) => FEATURES.map((feature) => [model, feature] as const));
  test.each(cells)('%s, %s', (model, feature) => {
    const scope = { merchantIds: [merchant(1)], features: [feature] };
    const asked = given().when(createKey({ account: accountFacts(model), scope }));
    if (featuresAllowed(model).length === 0) asked.thenRejected('scoped_keys_unavailable');
    else if (!featuresAllowed(model).includes(feature)) asked.thenRejected('operating_model_forbids');
    else asked.then(keyCreated({ scope }));
  });

  test('stores both lists sorted and without repeats', () => {
    const merchantIds = [merchant(3), merchant(1), merchant(3)];
    const features = ['tokens.read', 'cardholder-data.forward', 'tokens.read'];
    given()
      .when(createKey({ scope: { merchantIds, features } }))
      .then(
        keyCreated({
          scope: { merchantIds: [merchant(1), merchant(3)], features: ['cardholder-data.forward', 'tokens.read'] },
        }),
      );
  });

  test.each([
    [[], ['tokens.list'], 'scope.merchant_ids'],
    [[merchant(9)], ['tokens.list'], 'scope.merchant_ids'],
    [[merchant(1), merchant(9)], ['tokens.list'], 'scope.merchant_ids'],
    [['*'], ['tokens.list'], 'scope.merchant_ids'],
    [[merchant(1)], [], 'scope.features'],
    [[merchant(1)], ['*'], 'scope.features'],
    [[merchant(1)], ['tokens.list', 'tokens.create'], 'scope.features'],
    [[merchant(1)], ['toString'], 'scope.features'],
  ])('merchants %j with features %j are refused, naming %s', (merchantIds, features, field) => {
    given()
      .when(createKey({ scope: { merchantIds, features } }))
      .thenRejected('validation_failed', field);
  });

  test('names every bad field', () => {
    const { result } = given().when(
      createKey({ label: '', scope: { merchantIds: [], features: [] }, replaces: { keyId: key(2), accountId: null } }),
    );
    const fields = ['label', 'scope.merchant_ids', 'scope.features', 'replaces'];
    expect(result).toMatchObject({ rejection: { errors: fields.map((field) => ({ field })) } });
  });

  test('a model without scoped keys says so whatever else is wrong', () => {
    given()
      .when(createKey({ account: accountFacts('platform'), label: '', scope: { merchantIds: [], features: ['x'] } }))
      .thenRejected('scoped_keys_unavailable');
    given()
      .when(
        createKey({ account: accountFacts('managed_ecosystem'), label: '', scope: { ...listScope, merchantIds: [] } }),
      )
      .thenRejected('operating_model_forbids');
  });
});

describe('creating a key that replaces another', () => {
  test('links the two', () => {
    given()
      .when(createKey({ replaces: { keyId: key(2), accountId: account(1) } }))
      .then(keyCreated({ replaces: key(2) }));
  });

  test("another account's key is refused in the words used for one that does not exist", () => {
    const unknown = given().when(createKey({ replaces: { keyId: key(2), accountId: null } }));
    const foreign = given().when(createKey({ replaces: { keyId: key(2), accountId: account(2) } }));
    unknown.thenRejected('validation_failed', 'replaces');
    expect(foreign.result).toEqual(unknown.result);
  });

  test('no key replaces itself', () => {
    given()
      .when(createKey({ replaces: { keyId: key(1), accountId: account(1) } }))
      .thenRejected('validation_failed', 'replaces');
  });
});
