import type { OpenAccountView } from '../accounts/account.repository';

/** A merchant as callers see it. */
export interface MerchantResource {
  readonly id: string;
  readonly account_id: string;
  readonly is_primary: boolean;
  readonly status: 'active' | 'removed';
  readonly legal_name: string;
  readonly company_city: string | null;
  readonly country_code: string | null;
  readonly website_url: string | null;
  readonly default_currency: string | null;
  readonly payment_forward_url: string | null;
  readonly created_at: string;
  readonly removed_at: string | null;
}

/** Undefined for a merchant that this account never had. */
export const merchantResource = (
  { state, merchantTimes }: OpenAccountView,
  merchantId: string,
): MerchantResource | undefined => {
  const merchant = state.merchants.get(merchantId);
  const times = merchantTimes.get(merchantId);
  if (!merchant || !times) return undefined;
  return {
    id: merchant.merchantId,
    account_id: state.accountId,
    is_primary: merchant.isPrimary,
    status: merchant.status,
    legal_name: merchant.legalName,
    company_city: merchant.companyCity,
    country_code: merchant.countryCode,
    website_url: merchant.websiteUrl,
    default_currency: merchant.defaultCurrency,
    payment_forward_url: merchant.paymentForwardUrl,
    created_at: times.createdAt,
    removed_at: times.removedAt,
  };
};
