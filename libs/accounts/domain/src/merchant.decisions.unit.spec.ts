import type { AccountEvent } from './account.events';
import { MAX_MERCHANTS } from './merchant.decisions';
import {
  accountOpened,
  addMerchant,
  changeMerchant,
  changeModel,
  given,
  merchantAdded,
  merchantChanged,
  merchantRemoved,
  modelChanged,
  removeMerchant,
} from './testing/account.given';

const platform = accountOpened('platform');
const many = ['platform', 'ecosystem', 'managed_ecosystem'] as const;

describe('adding a merchant', () => {
  test.each(many)('is allowed under %s', (model) => {
    given(...accountOpened(model))
      .when(addMerchant(1))
      .then(merchantAdded(1));
  });

  test('is forbidden under primary_merchant, whatever was sent', () => {
    given(...accountOpened('primary_merchant'))
      .when(addMerchant(1, { legalName: '' }))
      .thenRejected('operating_model_forbids');
  });

  test('stores each detail in its normal form', () => {
    const sent = {
      legalName: ' Cafe\u0301 ',
      companyCity: 'Köln ',
      countryCode: 'DE',
      websiteUrl: 'https://CAFE.example',
      defaultCurrency: 'EUR',
      paymentForwardUrl: 'https://psp.example/pay',
    };
    const added = merchantAdded(1, 'Café');
    const stored = { legalName: 'Café', companyCity: 'Köln', websiteUrl: 'https://cafe.example/' };
    given(...platform)
      .when(addMerchant(1, sent))
      .then({ ...added, data: { ...added.data, ...sent, ...stored } } as AccountEvent);
  });

  test.each([
    [{ legalName: '' }, 'legal_name'],
    [{ legalName: '5555 5555 5555 4444' }, 'legal_name'],
    [{ companyCity: '' }, 'company_city'],
    [{ countryCode: 'de' }, 'country_code'],
    [{ countryCode: 'UK' }, 'country_code'],
    [{ websiteUrl: 'http://shop.example' }, 'website_url'],
    [{ websiteUrl: '' }, 'website_url'],
    [{ defaultCurrency: 'XXX' }, 'default_currency'],
    [{ websiteUrl: 'http://localhost:8080/' }, 'website_url'],
    [{ paymentForwardUrl: 'https://127.0.0.1/' }, 'payment_forward_url'],
    [{ paymentForwardUrl: 'http://psp.example/pay' }, 'payment_forward_url'],
    [{ paymentForwardUrl: 'https://psp.example/a/../pay' }, 'payment_forward_url'],
  ])('%j is refused, naming %s', (input, field) => {
    given(...platform)
      .when(addMerchant(1, input))
      .thenRejected('validation_failed', field);
  });

  test('a forward URL may be one of this machine, for development', () => {
    const paymentForwardUrl = 'http://localhost:4411/pay';
    const added = merchantAdded(1);
    given(...platform)
      .when(addMerchant(1, { paymentForwardUrl }))
      .then({ ...added, data: { ...added.data, paymentForwardUrl } } as AccountEvent);
  });

  test('every bad field is named at once', () => {
    const { result } = given(...platform).when(
      addMerchant(1, { legalName: '', countryCode: 'xx', defaultCurrency: '€' }),
    );
    expect(result).toMatchObject({
      rejection: {
        detail: 'legal_name must not be empty (and 2 more)',
        errors: [{ field: 'legal_name' }, { field: 'country_code' }, { field: 'default_currency' }],
      },
    });
  });

  test('an id is used once, even after its merchant was removed', () => {
    given(...platform, merchantAdded(1))
      .when(addMerchant(1))
      .thenRejected('conflict');
    given(...platform, merchantAdded(1), merchantRemoved(1))
      .when(addMerchant(1))
      .thenRejected('conflict');
  });

  test('ends at 10,000; a removed one makes room', () => {
    const full = [...platform, ...Array.from({ length: MAX_MERCHANTS - 1 }, (_, at) => merchantAdded(at + 1))];
    given(...full)
      .when(addMerchant(MAX_MERCHANTS))
      .thenRejected('conflict');
    given(...full, merchantRemoved(1))
      .when(addMerchant(MAX_MERCHANTS))
      .then(merchantAdded(MAX_MERCHANTS));
    given(...full.slice(0, -1))
      .when(addMerchant(MAX_MERCHANTS))
      .then(merchantAdded(MAX_MERCHANTS));
  });
});

describe('changing a merchant', () => {
  const shop = [...platform, merchantAdded(1)];

  test('records the members that change, and those only', () => {
    given(...shop)
      .when(changeMerchant(1, { legalName: 'Merchant 1', companyCity: 'Berlin', countryCode: 'DE', websiteUrl: null }))
      .then(merchantChanged(1, { companyCity: 'Berlin', countryCode: 'DE' }));
  });

  test('null unsets', () => {
    given(...shop, merchantChanged(1, { companyCity: 'Berlin' }))
      .when(changeMerchant(1, { companyCity: null }))
      .then(merchantChanged(1, { companyCity: null }));
  });

  test('nothing is recorded if nothing changes, also when only the spelling differs', () => {
    given(...shop)
      .when(changeMerchant(1, {}))
      .thenNothing();
    given(...shop, merchantChanged(1, { websiteUrl: 'https://shop.example/' }))
      .when(changeMerchant(1, { legalName: ' Merchant 1 ', websiteUrl: 'HTTPS://SHOP.example' }))
      .thenNothing();
  });

  test.each(many)('the own merchant may be changed under %s and primary_merchant', (model) => {
    for (const history of [accountOpened(model), accountOpened('primary_merchant')])
      given(...history)
        .when(changeMerchant(0, { countryCode: 'FR' }))
        .then(merchantChanged(0, { countryCode: 'FR' }));
  });

  test('the legal name cannot be unset', () => {
    given(...shop)
      .when(changeMerchant(1, { legalName: null }))
      .thenRejected('validation_failed', 'legal_name');
  });

  test('bad fields are named before the merchant is looked for', () => {
    given(...shop)
      .when(changeMerchant(7, { countryCode: '' }))
      .thenRejected('validation_failed', 'country_code');
    given(...shop)
      .when(changeMerchant(7, { countryCode: 'FR' }))
      .thenRejected('not_found');
  });

  test('a removed one stays as it is', () => {
    given(...shop, merchantRemoved(1))
      .when(changeMerchant(1, { countryCode: 'FR' }))
      .thenRejected('merchant_removed');
  });
});

describe('removing a merchant', () => {
  test.each(many)('is allowed under %s, and final: again is a success without an event', (model) => {
    const history = [...accountOpened(model), merchantAdded(1)];
    given(...history)
      .when(removeMerchant(1))
      .then(merchantRemoved(1));
    given(...history, merchantRemoved(1))
      .when(removeMerchant(1))
      .thenNothing();
  });

  test.each(many)("the account's own never, under %s", (model) => {
    given(...accountOpened(model), merchantAdded(1))
      .when(removeMerchant(0))
      .thenRejected('operating_model_forbids');
  });

  test('none while the model is primary_merchant', () => {
    given(...platform, merchantAdded(1), merchantRemoved(1), modelChanged('primary_merchant'))
      .when(removeMerchant(1))
      .thenRejected('operating_model_forbids');
    given(...accountOpened('primary_merchant'))
      .when(removeMerchant(0))
      .thenRejected('operating_model_forbids');
  });

  test('an unknown one is not found', () => {
    given(...platform)
      .when(removeMerchant(7))
      .thenRejected('not_found');
  });

  test('events after the removal do not bring it back', () => {
    given(
      ...platform,
      merchantAdded(1),
      merchantRemoved(1),
      merchantChanged(1, { legalName: 'Back' }),
      merchantAdded(1),
    )
      .when(changeModel('primary_merchant'))
      .then(modelChanged('primary_merchant'));
  });
});
