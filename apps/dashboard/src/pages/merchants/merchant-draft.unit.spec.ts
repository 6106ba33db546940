import { bodyOf, changesOf, draftOf, emptyDraft } from './merchant-draft';

const draft = { ...emptyDraft, legal_name: ' Acme Shoes ', country_code: 'fr', default_currency: ' eur' };

test('a new merchant is sent with what was given, codes in capitals', () => {
  expect(bodyOf(draft)).toEqual({ legal_name: 'Acme Shoes', country_code: 'FR', default_currency: 'EUR' });
});

test('a change holds what differs alone; what was emptied is unset', () => {
  const before = draftOf({
    legal_name: 'Acme Shoes',
    company_city: 'Lyon',
    country_code: 'FR',
    website_url: null,
    default_currency: null,
    payment_forward_url: 'https://api.psp.example/v1/payments',
  });
  expect(changesOf({ ...before, company_city: '', payment_forward_url: ' ', country_code: 'de' }, before)).toEqual({
    company_city: null,
    payment_forward_url: null,
    country_code: 'DE',
  });
  expect(changesOf({ ...before, legal_name: ' Acme Shoes' }, before)).toEqual({});
});

test('a name that was emptied is sent empty, to be refused by name', () => {
  expect(changesOf(emptyDraft, draftOf({ ...emptyDraft, legal_name: 'Acme Shoes' }))).toEqual({ legal_name: '' });
});
