import type { MerchantDetails } from '@latchkey/accounts-domain';
import type { PublishedMerchantDetails } from '../published-events';

const publishedNames = {
  legalName: 'legal_name',
  companyCity: 'company_city',
  countryCode: 'country_code',
  websiteUrl: 'website_url',
  defaultCurrency: 'default_currency',
  paymentForwardUrl: 'payment_forward_url',
} as const satisfies { readonly [Name in keyof MerchantDetails]: keyof PublishedMerchantDetails };

export const merchantDetails = (stored: MerchantDetails): PublishedMerchantDetails => ({
  legal_name: stored.legalName,
  company_city: stored.companyCity,
  country_code: stored.countryCode,
  website_url: stored.websiteUrl,
  default_currency: stored.defaultCurrency,
  payment_forward_url: stored.paymentForwardUrl,
});

/** Only what changed: an absent member and one that is null are not the same. */
export function changedMerchantDetails(changed: Partial<MerchantDetails>): Partial<PublishedMerchantDetails> {
  const known = Object.entries(publishedNames).filter(([name]) => Object.hasOwn(changed, name));
  return Object.fromEntries(known.map(([name, published]) => [published, changed[name as keyof MerchantDetails]]));
}
