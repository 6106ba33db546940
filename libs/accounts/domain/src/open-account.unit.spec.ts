import {
  accountId,
  accountOpened,
  context,
  destination,
  given,
  merchantAdded,
  modelChanged,
  openAccount,
  ownMerchant,
} from './testing/account.given';

describe('opening an account', () => {
  test('gives it one merchant, its own, which bears its name; the model is primary_merchant unless said', () => {
    given()
      .when(openAccount('Acme'))
      .then(...accountOpened('primary_merchant'));
    given()
      .when(openAccount(' Acme ', 'ecosystem'))
      .then(...accountOpened('ecosystem'));
  });

  test.each([
    ['', undefined, 'name'],
    ['4111111111111111', undefined, 'name'],
    ['a\u0000', undefined, 'name'],
    ['x'.repeat(101), undefined, 'name'],
    ['Acme', 'marketplace', 'operating_model'],
    ['Acme', '', 'operating_model'],
    ['Acme', '__proto__', 'operating_model'],
  ])('%j with model %j is refused, naming %s', (name, model, field) => {
    given().when(openAccount(name, model)).thenRejected('validation_failed', field);
  });

  test('names every bad field', () => {
    expect(given().when(openAccount('', 'none')).result).toMatchObject({
      rejection: { errors: [{ field: 'name' }, { field: 'operating_model' }] },
    });
  });

  test('happens once', () => {
    given(...accountOpened('platform'))
      .when(openAccount('Acme'))
      .thenRejected('conflict');
  });
});

describe('nothing can be done to an account that is not there, or is another one', () => {
  const elsewhere = { accountId: destination(1), context } as const;
  const commands = [
    { type: 'ChangeOperatingModel', operatingModel: 'platform', ...elsewhere },
    { type: 'AddMerchant', merchantId: ownMerchant, merchant: { legalName: 'Shop' }, ...elsewhere },
    { type: 'ChangeMerchant', merchantId: ownMerchant, changes: {}, ...elsewhere },
    { type: 'RemoveMerchant', merchantId: ownMerchant, ...elsewhere },
    { type: 'ReplaceDestinations', mode: 'test', destinations: [], ...elsewhere },
  ] as const;

  test.each(commands)('$type', (command) => {
    given()
      .when({ ...command, accountId })
      .thenRejected('not_found');
    given(...accountOpened('platform'))
      .when(command)
      .thenRejected('not_found');
  });

  test('events of an account that was never opened leave no trace', () => {
    given(modelChanged('platform'), merchantAdded(1))
      .when(openAccount('Acme'))
      .then(...accountOpened('primary_merchant'));
  });
});
