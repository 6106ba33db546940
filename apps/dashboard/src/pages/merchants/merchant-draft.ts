import { type Merchant } from '../../directory/merchants.query';
import { type MerchantBody, type MerchantChanges } from './merchants.calls';

export const FIELD_NAMES = [
  'legal_name',
  'company_city',
  'country_code',
  'default_currency',
  'website_url',
  'payment_forward_url',
] as const;
type FieldName = (typeof FIELD_NAMES)[number];

/** What is typed; empty is unset. */
export type MerchantDraft = Readonly<Record<FieldName, string>>;

export const emptyDraft: MerchantDraft = {
  legal_name: '',
  company_city: '',
  country_code: '',
  default_currency: '',
  website_url: '',
  payment_forward_url: '',
};

export const draftOf = (merchant: Pick<Merchant, FieldName>): MerchantDraft => ({
  legal_name: merchant.legal_name,
  company_city: merchant.company_city ?? '',
  country_code: merchant.country_code ?? '',
  default_currency: merchant.default_currency ?? '',
  website_url: merchant.website_url ?? '',
  payment_forward_url: merchant.payment_forward_url ?? '',
});

/** What is sent to add it: only what was given. */
export function bodyOf(draft: MerchantDraft): MerchantBody {
  const { legal_name, ...rest } = cleaned(draft);
  return { legal_name, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')) };
}

/** What is sent to change it: only what is another than before; what was emptied is unset. */
export function changesOf(draft: MerchantDraft, before: MerchantDraft): MerchantChanges {
  const now = cleaned(draft);
  const changed = FIELD_NAMES.filter((name) => now[name] !== before[name]);
  return Object.fromEntries(
    changed.map((name) => [name, now[name] === '' && name !== 'legal_name' ? null : now[name]]),
  );
}

/** Codes are written in capitals; nobody should have to. */
const cleaned = (draft: MerchantDraft): MerchantDraft => {
  const trimmed = (name: FieldName): string => draft[name].trim();
  return {
    legal_name: trimmed('legal_name'),
    company_city: trimmed('company_city'),
    country_code: trimmed('country_code').toUpperCase(),
    default_currency: trimmed('default_currency').toUpperCase(),
    website_url: trimmed('website_url'),
    payment_forward_url: trimmed('payment_forward_url'),
  };
};
