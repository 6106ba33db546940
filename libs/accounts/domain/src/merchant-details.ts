import type { MerchantDetails } from './account.events';
import { normaliseForwardUrl } from './forward-url';
import { checkFreeText } from './free-text';
import { normaliseHttpsUrl } from './https-url';
import { isCountryCode, isCurrencyCode } from './iso-codes';
import { type Checked, type FieldError, invalid, valid } from './result';

type DetailName = keyof MerchantDetails;
type Changes = { readonly [Name in DetailName]?: string | null };
/** What was checked: only members that were given. */
export type CheckedDetails = { readonly details: Partial<MerchantDetails>; readonly errors: readonly FieldError[] };

interface Rule {
  /** Its name over HTTP. */
  readonly field: string;
  readonly check: (text: string) => Checked<string>;
}

const oneOf = (has: (text: string) => boolean, reason: string) => (text: string) =>
  has(text) ? valid(text) : invalid(reason);

const rules: Readonly<Record<DetailName, Rule>> = {
  legalName: { field: 'legal_name', check: checkFreeText },
  companyCity: { field: 'company_city', check: checkFreeText },
  countryCode: { field: 'country_code', check: oneOf(isCountryCode, 'must be an ISO 3166-1 alpha-2 country code') },
  websiteUrl: { field: 'website_url', check: normaliseHttpsUrl },
  defaultCurrency: { field: 'default_currency', check: oneOf(isCurrencyCode, 'must be an ISO 4217 currency code') },
  paymentForwardUrl: { field: 'payment_forward_url', check: normaliseForwardUrl },
};

/** Null unsets every member but the legal name. */
export function checkMerchantDetails(changes: Changes): CheckedDetails {
  const details: Partial<Record<DetailName, string | null>> = {};
  const errors: FieldError[] = [];
  for (const name of detailNames) {
    const given = changes[name];
    if (given === undefined) continue;
    const { field, check } = rules[name];
    const checked = given === null ? nothing(name) : check(given);
    if (checked.ok) details[name] = checked.value;
    else errors.push({ field, message: checked.reason });
  }
  // `nothing` has refused a null legal name.
  return { details: details as Partial<MerchantDetails>, errors };
}

const nothing = (name: DetailName): Checked<string | null> =>
  name === 'legalName' ? invalid('must not be null') : valid(null);

/** Which of the checked members differ from what is there. */
export function changedDetails(current: MerchantDetails, wanted: Partial<MerchantDetails>): Partial<MerchantDetails> {
  const changed = Object.entries(wanted).filter(([name, value]) => current[name as DetailName] !== value);
  return Object.fromEntries(changed);
}

const detailNames = Object.keys(rules) as DetailName[];
